"""An index over entries outside a case, by which those of one kind are found among all that a force ever recorded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0003_times_as_shown")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["log", "kind", "index"], condition=models.Q(seq__isnull=True), name="entry_by_kind"
            ),
        )
    ]
