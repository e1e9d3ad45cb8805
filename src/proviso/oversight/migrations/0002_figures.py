"""Figures of a period, as they were worked out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="FiguresRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("force", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=8)),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "oversight_figures",
                "constraints": [
                    models.UniqueConstraint(fields=("force", "period"), name="figures_of_a_period_are_made_once")
                ],
            },
        ),
    ]
