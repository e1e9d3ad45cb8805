"""At what in each case a pattern could show; openings out of unit; and what is raised of them."""

import django.db.models.deletion
from django.db import migrations, models

import proviso.casework.raised


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0012_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="OccasionsRow",
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
                "db_table": "casework_occasions",
            },
        ),
        migrations.RemoveConstraint(
            model_name="raisedrow",
            name="raised_act_is_known",
        ),
        migrations.AddField(
            model_name="opening",
            name="out_of_unit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="raisedrow",
            constraint=models.CheckConstraint(
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
                            proviso.casework.raised.Raised["HANDED_ON"],
                            proviso.casework.raised.Raised["MANY_A_DAY"],
                            proviso.casework.raised.Raised["OUT_OF_UNIT"],
                            proviso.casework.raised.Raised["WENT_OUT_OF_UNIT"],
                        ],
                    )
                ),
                name="raised_act_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="occasionsrow",
            index=models.Index(fields=["force", "case"], name="occasions_of_a_force"),
        ),
    ]
