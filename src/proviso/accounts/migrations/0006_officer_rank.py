from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_failed_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="officer",
            name="rank",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
    ]
