"""What somebody’s looking raised with somebody else: a projection of the entries, made again by `worklist rebuild`."""

from django.db import migrations, models

import proviso.casework.raised


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_second_look"),
    ]

    operations = [
        migrations.CreateModel(
            name="RaisedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("force", models.CharField(max_length=40)),
                ("audience", models.CharField(max_length=40)),
                ("whose", models.CharField(max_length=40)),
                ("what", models.CharField(max_length=20)),
                ("staff_number", models.CharField(max_length=20)),
                ("case", models.CharField(db_column="case", max_length=20)),
                ("times", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("place", models.PositiveBigIntegerField()),
            ],
            options={
                "db_table": "casework_raised",
                "indexes": [
                    models.Index(fields=["force", "audience", "whose", "-place"], name="raised_with_somebody"),
                    models.Index(fields=["case"], name="raised_of_a_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("force", "audience", "whose", "what", "staff_number", "case"),
                        name="one_row_for_each_concern",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                [
                                    proviso.casework.raised.Audience["OWNER"],
                                    proviso.casework.raised.Audience["SUPERVISOR"],
                                    proviso.casework.raised.Audience["VULNERABILITY"],
                                    proviso.casework.raised.Audience["DATA_PROTECTION"],
                                ],
                            )
                        ),
                        name="raised_audience_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    proviso.casework.raised.Raised["OPENED"],
                                    proviso.casework.raised.Raised["REFUSED"],
                                    proviso.casework.raised.Raised["MANY_OPENED"],
                                    proviso.casework.raised.Raised["URGENT"],
                                    proviso.casework.raised.Raised["ASKED"],
                                    proviso.casework.raised.Raised["MANY_ASKED"],
                                ],
                            )
                        ),
                        name="raised_act_is_known",
                    ),
                ],
            },
        ),
    ]
