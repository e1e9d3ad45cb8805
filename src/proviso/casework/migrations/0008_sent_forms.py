"""Which forms that begin something were sent, and where each led, so that each counts once; kept for a week."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_words_of_reasons"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("led_to", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "casework_sent_form",
                "indexes": [models.Index(fields=["at"], name="sent_form_by_time")],
            },
        ),
    ]
