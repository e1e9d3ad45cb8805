"""What is counted of each case, sealed under the force's own key."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_handed_on")]
    operations = [
        migrations.CreateModel(
            name="CountedRow",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        db_column="case",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="casework.caserow",
                    ),
                ),
                ("force", models.CharField(max_length=40)),
                ("seq", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "casework_counted",
                "indexes": [models.Index(fields=["force", "case"], name="counted_of_a_force")],
            },
        ),
    ]
