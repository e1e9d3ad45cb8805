"""Which reasons an officer gave word for word in another case, by keyed digests (5.5). `worklist rebuild` fills it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_raised")]

    operations = [
        migrations.CreateModel(
            name="ReasonWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_column="case",
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.caserow",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "casework_reason_words",
                "indexes": [models.Index(fields=["case"], name="reason_words_of_a_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("digest", "case"), name="words_are_kept_once_in_a_case")
                ],
            },
        )
    ]
