"""The table in which a backup says that it is a copy. It is empty in the record itself; nothing else is altered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0006_keys_written_anew")]
    operations = [
        migrations.CreateModel(
            name="Copy",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log", "size", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("log", models.CharField(max_length=40)),
                ("size", models.BigIntegerField()),
                ("at", models.BigIntegerField()),
            ],
        ),
    ]
