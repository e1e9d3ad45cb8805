"""Openings that no longer hold are found by their end, however many hold: each new one first puts them away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_not_by")]
    operations = [
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["until"], name="opening_until"),
        ),
    ]
