"""A longer column for whose it is to do: a database that holds to lengths refused the data protection officer's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_patterns"),
    ]

    operations = [
        migrations.AlterField(
            model_name="worklistrow",
            name="queue",
            field=models.CharField(max_length=40),
        ),
    ]
