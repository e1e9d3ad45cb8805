"""What every command says of settings that cannot be used: one sentence, and status 2, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import proviso.cli
from proviso.site.config import SettingsUnusable, config

PROVISO = str(Path(sys.executable).with_name("proviso"))
COMMANDS = (["record", "verify"], ["serve"], ["check"], ["worklist", "rebuild"], ["force", "show"])


def proviso_in(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    without = {name: value for name, value in os.environ.items() if not name.startswith(("PROVISO_", "DJANGO_"))}
    return subprocess.run(
        [PROVISO, *words], cwd=folder, env=without | environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_has_a_traceback_for_it(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "proviso.toml").write_text('forse = "wessmere"\n')
    done = proviso_in(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "The settings cannot be used: forse: there is no such setting. Mend them, as docs/reference/settings.md says.\n"
    )


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """What is said of a proviso.toml that holds these bytes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "proviso.toml").write_bytes(request.param)
    with pytest.raises(SettingsUnusable) as refused:
        config.__wrapped__()
    return str(refused.value)


@pytest.mark.parametrize("words", [b"force = wessmere\n"], indirect=True)
def test_a_file_that_is_no_toml_is_named_with_the_place(words: str) -> None:
    assert "proviso.toml is not TOML: " in words
    assert "line 1, column 9" in words


@pytest.mark.parametrize("words", [b'force = "\xff"\n'], indirect=True)
def test_a_file_that_cannot_be_read_is_named(words: str) -> None:
    assert "proviso.toml cannot be read: " in words


@pytest.mark.parametrize("words", [b'proxies = 9\n[email]\nhots = "smtp"\n'], indirect=True)
def test_each_wrong_setting_is_named(words: str) -> None:
    assert words == (
        "The settings cannot be used: proxies: input should be less than or equal to 5; email.hots: there is no such "
        "setting. Mend them, as docs/reference/settings.md says."
    )


@pytest.mark.parametrize("words", [b""], indirect=True)
@pytest.mark.usefixtures("wrong_environment")
def test_one_from_the_environment_is_named_as_such(words: str) -> None:
    assert words.startswith("The settings cannot be used: proxies (PROVISO_PROXIES): input should be a valid integer")
    assert "canary" not in words


@pytest.fixture
def wrong_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_PROXIES", "canary")


@pytest.mark.parametrize("words", [b""], indirect=True)
@pytest.mark.usefixtures("wrong_list")
def test_a_list_from_the_environment_that_is_none_is_named(words: str) -> None:
    assert "allowed_hosts" in words
    assert words.endswith("Mend them, as docs/reference/settings.md says.")


@pytest.fixture
def wrong_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_ALLOWED_HOSTS", "canary")


def test_any_other_fault_is_not_taken_for_one_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*, standalone_mode: bool) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(proviso.cli, "app", broken)
    with pytest.raises(SystemExit):
        proviso.cli.main()
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "settings" not in said


def test_it_ends_with_status_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def unusable(*, standalone_mode: bool) -> None:
        raise SettingsUnusable("The settings cannot be used.")

    monkeypatch.setattr(proviso.cli, "app", unusable)
    with pytest.raises(SystemExit) as ended:
        proviso.cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "The settings cannot be used.\n"
