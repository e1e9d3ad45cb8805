"""What every command says of settings that cannot be used: one sentence, and status 2, never a traceback."""

from pathlib import Path

import pytest

import proviso.cli.commands
from proviso.record.backends import settings_of
from proviso.service.config import Config, EmailSettings, SettingsUnusable, config

from .prepared import run

COMMANDS = (["record", "verify"], ["serve"], ["check"], ["worklist", "rebuild"], ["force", "show"])


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_has_a_traceback_for_it(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "proviso.toml").write_text('forse = "wessmere"\n')
    done = run(words, tmp_path)
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
    assert "proviso.toml cannot be read: it is not text in UTF-8. Mend them" in words


def test_a_byte_order_mark_is_no_fault_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "proviso.toml").write_bytes(b'\xef\xbb\xbfforce = "wessmere"\r\n')
    assert config.__wrapped__().force == "wessmere"


def test_a_folder_in_the_place_of_the_file_is_not_taken_for_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "proviso.toml").mkdir()
    with pytest.raises(SettingsUnusable, match=r"proviso\.toml cannot be read: Is a directory\. Mend them"):
        config.__wrapped__()


@pytest.mark.parametrize("words", [b'proxies = 9\n[email]\nhots = "smtp"\n'], indirect=True)
def test_each_wrong_setting_is_named(words: str) -> None:
    assert words == (
        "The settings cannot be used: proxies: input should be less than or equal to 5; email.hots: there is no such "
        "setting. Mend them, as docs/reference/settings.md says."
    )


@pytest.mark.parametrize("words", [b"[deadlines]\nsharin = 3\n"], indirect=True)
def test_a_misspelt_deadline_is_refused_like_any_other_name(words: str) -> None:
    assert words.startswith("The settings cannot be used: deadlines.sharin: there is no such setting.")


@pytest.mark.parametrize(
    ("words", "takes"),
    [
        (b"deadlines = 3\n", "deadlines: it takes settings of its own, each on a line below its name in square "),
        (b'reminders.mailboxes = "x"\n', "reminders.mailboxes: it takes a table, each of its lines below its name in "),
        (b'allowed_hosts = "one"\n', "allowed_hosts: it takes a list, in square brackets. "),
        (b"database = 5\n", "database: it takes a path, in quotation marks. "),
        (b"marking = 3\n", "marking: it takes words, in quotation marks. "),
        (b'crime_reference_on_own_list = "maybe"\n', "crime_reference_on_own_list: it takes true or false. "),
        (b"crime_reference_on_own_list = []\n", "crime_reference_on_own_list: it takes true or false. "),
    ],
    indirect=["words"],
)
def test_what_a_setting_takes_is_said_in_no_words_of_python(words: str, takes: str) -> None:
    assert words.startswith(f"The settings cannot be used: {takes}")


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


FORM = "give one such as sqlite:////srv/proviso/record.sqlite3"
ANY = f"{FORM} or postgresql://proviso@db.example/proviso"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (b'database_url = "mysql://proviso:canary@db/record"', "there is no backend for mysql; " + ANY),
        (b'database_url = "sqlite://canary@db/record"', "this URL of SQLite cannot be read; " + FORM),
        (b'database_url = "/srv/canary.sqlite3"', "this is no database's URL; " + ANY),
        (
            b'database = "/srv/canary"\ndatabase_url = "sqlite:////srv/canary"',
            "database says where this database is too; leave one of them out",
        ),
    ],
    indirect=["words"],
)
def test_a_url_of_a_database_that_will_not_do_is_refused(words: str, says: str) -> None:
    assert words == (
        f"The settings cannot be used: database_url: {says}. Mend them, as docs/reference/settings.md says."
    )


@pytest.mark.parametrize(
    "words", [b'database_url = "sqlite:////srv/one"\nkeys_database_url = "sqlite:////srv/./one"'], indirect=True
)
def test_the_keys_are_refused_a_place_in_the_record_s_own_database(words: str) -> None:
    assert words.startswith(
        "The settings cannot be used: keys_database_url: database_url is the same; the cases' own keys need a database "
        "apart, backed up apart."
    )


FOLLOWED = b'database_url = "postgresql://one@db1.example/one"\n'
ONLY_A_SERVER = "only a server of PostgreSQL is followed by another; set both URLs to one, or leave this out"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (b'reading_database_url = "postgresql://one@db2.example/one"', ONLY_A_SERVER),
        (FOLLOWED + b'reading_database_url = "sqlite:////srv/one"', ONLY_A_SERVER),
        (
            FOLLOWED + b'reading_database_url = "postgresql://two@db1.example/one"',
            "database_url is the same; name a machine that follows it, or leave this out",
        ),
        (
            FOLLOWED + b'reading_database_url = "mysql://canary@db2.example/one"',
            "there is no backend for mysql; " + ANY,
        ),
    ],
    indirect=["words"],
)
def test_a_machine_that_cannot_be_read_from_is_refused(words: str, says: str) -> None:
    assert words == (
        f"The settings cannot be used: reading_database_url: {says}. Mend them, as docs/reference/settings.md says."
    )


def test_a_machine_that_follows_is_read_with_the_password_of_the_one_that_it_follows(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("invented\n", encoding="utf-8")
    told = Config.model_construct(
        database_url="postgresql://one@db1.example/one",
        reading_database_url="postgresql://one@db2.example/one",
        database_password_file=password,
    )
    found = told.django_reading_database()
    assert found
    assert (found["HOST"], found["PASSWORD"]) == ("db2.example", "invented")
    told.database_password_file = None
    assert "PASSWORD" not in (told.django_reading_database() or {"PASSWORD": ""})
    told.reading_database_url = ""
    assert told.django_reading_database() is None


def test_a_url_without_a_backend_ends_every_command_with_one_sentence(tmp_path: Path) -> None:
    for words in COMMANDS:
        done = run(words, tmp_path, PROVISO_KEYS_DATABASE_URL="mysql://proviso:canary@db.example/keys")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "The settings cannot be used: keys_database_url (PROVISO_KEYS_DATABASE_URL): there is no backend for "
            f"mysql; {ANY}. Mend them, as docs/reference/settings.md says.\n"
        )


@pytest.mark.parametrize(
    "address", ["canary", "canary @force.example", "canary@a\\r\\nBcc: x@y.example", "é@x.example"]
)
def test_what_is_no_mailbox_of_a_unit_is_refused_and_not_quoted(address: str, tmp_path: Path) -> None:
    (tmp_path / "proviso.toml").write_text(f'[reminders.mailboxes]\nnorth = "{address}"\n', encoding="utf-8")
    done = run(["check"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "The settings cannot be used: reminders.mailboxes: what is set for north is no mailbox, such as "
        "unit@force.example. Mend them, as docs/reference/settings.md says.\n"
    )


def test_urls_say_where_the_databases_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_DATABASE_URL", "sqlite:////srv/proviso/record.sqlite3")
    monkeypatch.setenv("PROVISO_KEYS_DATABASE_URL", "sqlite:////srv/keys/a%20file.sqlite3")
    found = config.__wrapped__()
    assert settings_of(found.url("database"))["NAME"] == Path("/srv/proviso/record.sqlite3")
    assert settings_of(found.url("keys_database"))["NAME"] == Path("/srv/keys/a file.sqlite3")
    assert "record.sqlite3" not in repr(found)


def test_without_a_url_the_databases_are_where_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path / "at 100% of ?what"))
    monkeypatch.setenv("PROVISO_DATABASE_URL", "")
    found = config.__wrapped__()
    assert settings_of(found.url("database"))["NAME"] == tmp_path / "at 100% of ?what/proviso.sqlite3"
    assert settings_of(found.url("keys_database"))["NAME"] == tmp_path / "at 100% of ?what/keys.sqlite3"


def test_a_service_works_on_the_databases_of_its_urls(tmp_path: Path) -> None:
    environment = {
        f"PROVISO_{name.upper()}_URL": f"sqlite:///{tmp_path}/elsewhere-{name}"
        for name in ("database", "keys_database")
    }
    made = run(["check", "--make-secrets"], tmp_path, **environment)
    assert "Traceback" not in made.stderr
    assert run(["migrate"], tmp_path, **environment).returncode == 0
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "elsewhere-database",
        "elsewhere-keys_database",
    }
    assert run(["record", "verify"], tmp_path, **environment).returncode == 0


def test_any_other_fault_is_not_taken_for_one_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*, standalone_mode: bool) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(proviso.cli.commands, "together", lambda: broken)
    with pytest.raises(SystemExit):
        proviso.cli.main()
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "settings" not in said


def test_it_ends_with_status_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def unusable(*, standalone_mode: bool) -> None:
        raise SettingsUnusable("The settings cannot be used.")

    monkeypatch.setattr(proviso.cli.commands, "together", lambda: unusable)
    with pytest.raises(SystemExit) as ended:
        proviso.cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "The settings cannot be used.\n"


@pytest.mark.parametrize(
    "words",
    [
        f'[{table}]\nhost = "{host}"\n'.encode()
        for table in ("email", "metrics", "syslog")
        for host in ("mail..example", "https://mail.example", f"{'a' * 64}.example", "desk@mail.example", "a b")
    ],
    indirect=True,
)
def test_what_names_no_machine_is_refused_before_anything_looks_for_it(words: str) -> None:
    assert "host: it is no name and no address of a machine, such as mail.force.example. " in words


@pytest.mark.parametrize("host", ["", "mail.example", "mail.example.", "127.0.0.1", "::1", "p\u00f4st.example"])
def test_names_and_addresses_of_machines_are_taken(host: str) -> None:
    assert EmailSettings(host=host).host == host


def test_a_host_to_listen_on_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    home = {"PROVISO_HOME": str(tmp_path)}
    run(["check", "--make-secrets"], tmp_path, **home)
    run(["migrate"], tmp_path, **home)
    done = run(["serve", "--host", "proviso..example"], tmp_path, **home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "What --host names is no address and no name of a machine. Nothing was done.\n"
