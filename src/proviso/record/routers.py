"""Keeps the cases' keys apart from everything else: one table in the database "keys", the rest in "default"."""

from django.db.models import Model

from proviso.record.models import DEFAULT, KEYS, WrappedKey


class KeysApart:
    """Sends `WrappedKey` to its own database, and nothing else there."""

    def db_for_read(self, model: type[Model], **_: object) -> str:
        """The database that holds the model."""
        return KEYS if model is WrappedKey else DEFAULT

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_: object) -> bool:
        """Whether a migration of this model belongs in this database."""
        return (db == KEYS) == (app_label == WrappedKey._meta.app_label and model_name == WrappedKey._meta.model_name)
