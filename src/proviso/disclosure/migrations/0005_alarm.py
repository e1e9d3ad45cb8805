from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0004_raised"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxrow",
            name="alarm",
            field=models.BooleanField(default=False),
        ),
    ]
