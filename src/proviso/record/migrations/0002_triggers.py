"""The triggers that refuse change. A later migration that alters one of these tables ends with this same operation."""

from django.db import migrations, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from proviso.record import triggers


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers where the entries are, and only there."""
    if router.allow_migrate_model(schema_editor.connection.alias, apps.get_model("record", "Entry")):
        triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
