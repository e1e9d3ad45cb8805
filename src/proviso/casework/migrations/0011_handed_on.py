"""Several cases of one officer that were handed over at once are raised; a unit's cases are found by whose they are."""

from django.db import migrations, models

WHATS = ["opened", "refused", "many_opened", "urgent", "asked", "many_asked", "handed_on"]


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_handover")]
    operations = [
        migrations.RemoveConstraint(model_name="raisedrow", name="raised_act_is_known"),
        migrations.AddConstraint(
            model_name="raisedrow",
            constraint=models.CheckConstraint(condition=models.Q(what__in=WHATS), name="raised_act_is_known"),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["force", "unit", "owner", "stage"], name="case_of_a_unit_by_owner"),
        ),
    ]
