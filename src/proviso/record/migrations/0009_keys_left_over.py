"""What knows that a key which was destroyed is still in a file, so that it is taken from there later."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from proviso.record.backends import backend_of


def create(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create it where the keys are: the hint says of which model this is, and so in which database it is done."""
    backend_of(schema_editor.connection).prepare_keys()


class Migration(migrations.Migration):
    dependencies = [("record", "0008_entries_of_a_person")]
    operations = [
        migrations.RunPython(create, migrations.RunPython.noop, hints={"model_name": "wrappedkey"}, elidable=False)
    ]
