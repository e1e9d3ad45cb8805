"""The register: what was shared, when and how, as each case accounts for it. `worklist rebuild` fills it."""

from django.db import migrations, models

import proviso.casework.row_codes


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_what_is_due_of_sending"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=20)),
                ("force", models.CharField(max_length=40)),
                ("seq", models.PositiveIntegerField()),
                ("what", models.CharField(max_length=20)),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("how", models.CharField(max_length=20)),
                ("department", models.CharField(max_length=40)),
                ("recipient", models.PositiveBigIntegerField(null=True)),
            ],
            options={
                "db_table": "casework_shared",
                "indexes": [models.Index(fields=["force", "began_at"], name="register_of_a_force")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="one_line_for_each_exchange"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    proviso.casework.row_codes.Exchange["DISCLOSURE"],
                                    proviso.casework.row_codes.Exchange["CORRECTION"],
                                    proviso.casework.row_codes.Exchange["ATTEMPT"],
                                    proviso.casework.row_codes.Exchange["REPLY"],
                                ],
                            )
                        ),
                        name="exchange_is_known",
                    ),
                ],
            },
        ),
    ]
