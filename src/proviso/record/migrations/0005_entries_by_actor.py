"""An index over entries outside a case by who made them: how much one person looked at lately is asked at each look."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0004_entries_by_kind")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["log", "actor", "kind", "at"], condition=models.Q(seq__isnull=True), name="entry_by_actor"
            ),
        )
    ]
