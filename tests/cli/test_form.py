"""The paper form from the prompt: of a machine where nothing is set up, and of a force that has settings."""

from pathlib import Path

from pypdf import PdfReader

from .processes import run

LEAVES = "The Home Office will hear or read this, word for word"


def printed(folder: Path) -> str:
    pages = PdfReader(folder / "proviso-paper-form.pdf").pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_takes_no_settings_no_secrets_and_no_database(tmp_path: Path) -> None:
    done = run(["form"], tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Written: proviso-paper-form.pdf.\n", "")
    assert [one.name for one in tmp_path.iterdir()] == ["proviso-paper-form.pdf"]
    assert "Is the person a victim or a witness?" in printed(tmp_path)


def test_what_the_force_has_set_is_on_it_without_its_secrets_too(tmp_path: Path) -> None:
    assert run(["form"], tmp_path).returncode == 0
    unset = printed(tmp_path).count(LEAVES)
    settings = 'marking = "OFFICIAL, AN INVENTED FORCE"\n\n[contact]\ncrime_reference_in_packages = true\n'
    (tmp_path / "proviso.toml").write_text(settings)
    assert run(["form"], tmp_path).returncode == 0
    assert "OFFICIAL, AN INVENTED FORCE" in printed(tmp_path)
    assert printed(tmp_path).count(LEAVES) == unset + 1, "the crime reference"


def test_settings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    (tmp_path / "proviso.toml").write_text('marked = "OFFICIAL"\n')
    done = run(["form"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such setting" in done.stderr
