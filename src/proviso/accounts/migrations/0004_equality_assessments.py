from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_recipients"),
    ]

    operations = [
        migrations.AddField(
            model_name="force",
            name="equality_assessments",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
