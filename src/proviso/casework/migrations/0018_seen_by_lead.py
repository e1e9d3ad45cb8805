"""What a row of a case says of the vulnerability lead: since a look of theirs lets them open a case on which
nobody is at risk, it is no longer a matter of risk alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0017_change_found")]
    operations = [migrations.RenameField(model_name="caserow", old_name="at_risk", new_name="seen_by_lead")]
