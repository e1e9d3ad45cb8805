"""Who may not do what is due, where that is one person: whoever sent something does not record that it was received."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_room_for_every_queue")]
    operations = [
        migrations.AddField(
            model_name="worklistrow",
            name="not_by",
            field=models.CharField(db_default="", default="", max_length=20),
        ),
    ]
