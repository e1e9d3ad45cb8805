"""An index over all entries by who made them: the latest of one person are found however many others made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0007_copies")]
    operations = [
        migrations.AddIndex(
            model_name="entry", index=models.Index(fields=["log", "actor", "index"], name="entry_of_a_person")
        )
    ]
