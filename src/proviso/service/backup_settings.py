"""Where backups are kept, and for how long those of the keys."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class BackupSettings(BaseModel):
    """Where `proviso backup` keeps its copies. The keys are kept apart and for a short time: a case is erased by
    destroying its key, and a copy of the key would bring it back."""

    model_config = ConfigDict(extra="forbid")

    folder: Path | None = Field(None, description="the folder for copies of the record and the lists")
    keys_folder: Path | None = Field(None, description="the folder for copies of the cases’ keys, apart from it")
    keys_days: int = Field(7, ge=1, le=90, description="how many days a copy of the keys is kept")
