"""The rows of a case point at its own. One that belongs to none, which nothing could have shown, goes first."""

import django.db.models.deletion
from django.db import migrations, models, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OF_A_CASE = ("CrimeReference", "Opening", "SharedRow", "WorklistRow")


def take_strays_away(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Delete the rows that no row of a case belongs to; `worklist rebuild` makes again what the record says."""
    alias = schema_editor.connection.alias
    case_row = apps.get_model("casework", "CaseRow")
    if not router.allow_migrate_model(alias, case_row):
        return
    cases = case_row._default_manager.using(alias).values("reference")
    for name in OF_A_CASE:
        apps.get_model("casework", name)._default_manager.using(alias).exclude(case__in=cases).delete()


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_register")]

    operations = [
        migrations.RunPython(take_strays_away, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="crimereference",
            name="case",
            field=models.OneToOneField(
                db_column="case",
                on_delete=django.db.models.deletion.DO_NOTHING,
                primary_key=True,
                related_name="+",
                serialize=False,
                to="casework.caserow",
            ),
        ),
        *(
            migrations.AlterField(
                model_name=name,
                name="case",
                field=models.ForeignKey(
                    db_column="case",
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="casework.caserow",
                ),
            )
            for name in ("opening", "sharedrow", "worklistrow")
        ),
    ]
