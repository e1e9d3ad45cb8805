"""How each officer answers questions: one a page, or a part a page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_sent_forms"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnsweringWay",
            fields=[
                ("staff_number", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("a_part_at_a_time", models.BooleanField()),
            ],
            options={
                "db_table": "casework_answering_way",
            },
        ),
    ]
