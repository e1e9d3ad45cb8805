"""The secret files: made once, for their owner alone, never overwritten."""

import stat
from pathlib import Path

import pytest

from proviso.service.config import Config
from proviso.service.secrets import NAMES, make_secrets


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(home=tmp_path / "deep" / "home")


def test_missing_secrets_are_made_for_their_owner_alone(config: Config) -> None:
    made = make_secrets(config)
    assert made == [config.path(name) for name in NAMES]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made)
    assert stat.S_IMODE(config.home.stat().st_mode) == 0o700
    assert len(config.path("secret_key_file").read_text()) >= 50
    keys = {config.path(name).read_bytes() for name in ("key_encryption_key_file", "lookup_key_file")}
    assert [len(key) for key in keys] == [32, 32]
    assert sorted(p.name for p in config.home.iterdir()) == ["key-encryption-key", "lookup-key", "secret-key"]


def test_a_secret_that_is_there_is_left_alone(config: Config) -> None:
    make_secrets(config)
    before = {name: config.path(name).read_bytes() for name in NAMES}
    config.path("lookup_key_file").unlink()
    assert make_secrets(config) == [config.path("lookup_key_file")]
    assert {n: config.path(n).read_bytes() for n in NAMES if n != "lookup_key_file"} == {
        n: b for n, b in before.items() if n != "lookup_key_file"
    }


def test_two_that_start_at_once_agree(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    make_secrets(config)
    first = config.path("key_encryption_key_file").read_bytes()
    monkeypatch.setattr(Path, "exists", lambda _self: False)  # as the second saw it, just before the first wrote
    assert make_secrets(config) == []
    monkeypatch.undo()
    assert config.path("key_encryption_key_file").read_bytes() == first
    assert len(list(config.home.iterdir())) == 3


def test_secrets_go_where_they_are_set_to_go(tmp_path: Path) -> None:
    elsewhere = tmp_path / "vault" / "kek"
    config = Config(home=tmp_path / "home", key_encryption_key_file=elsewhere)
    assert elsewhere in make_secrets(config)
    assert not (tmp_path / "home" / "key-encryption-key").exists()
