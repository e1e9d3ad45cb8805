"""A template of these tests' own, in a root that has the real frame."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from proviso.typesetting import typeset as typesetting

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
LEAFLET = """#import "/typesetting/frame.typ": data, framed, isolated
#show: framed.with(title: data.title, marking: "OFFICIAL", aside: "PV-TEST")
= #data.title
#isolated(data.words)
"""

Set = Callable[..., bytes]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where templates are looked for: a leaflet, and the frame as it is."""
    (tmp_path / "typesetting").mkdir()
    shutil.copy(typesetting.ROOT / "typesetting/frame.typ", tmp_path / "typesetting")
    (tmp_path / "leaflet.typ").write_text(LEAFLET)
    monkeypatch.setattr(typesetting, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def leaflet(root: Path) -> Set:
    """Sets the leaflet with these words."""

    def made(words: str = "Some words", **more: Any) -> bytes:
        return typesetting.typeset("leaflet.typ", {"title": "A leaflet", "words": words}, **{"at": AT, **more})

    return made
