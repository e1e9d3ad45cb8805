"""The triggers again: a log's order is its index, so that the time of its head may be earlier than it was."""

from django.db import migrations, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from proviso.record import triggers


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers where the entries are, and only there."""
    if router.allow_migrate_model(schema_editor.connection.alias, apps.get_model("record", "Entry")):
        triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("record", "0002_triggers")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
