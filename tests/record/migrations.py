"""The migrations of the record, by their names."""

from pathlib import Path

from proviso.record import migrations

LATEST = max(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
"""The last one: whoever lacks it is half migrated."""
