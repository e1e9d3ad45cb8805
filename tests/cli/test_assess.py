"""`proviso assess`: files and lines in, a page or JSON out, and one sentence for what cannot be assessed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from proviso.cli import cases
from proviso.cli.assess_command import marking
from proviso.cli.commands import app
from proviso.service.config import config
from tests.policy.cases import OPEN, with_

SCENARIOS = Path(__file__).parents[1] / "policy" / "scenarios"
TOLD = {"on": "2026-11-22", "facts": {"role": "victim", "suspected": True, "informed_before": "no"}}
WAITS = "It also waits for what is not recorded: once that is, the steps that would allow it can be said, if any."


def run(*arguments: str, given: str | bytes = "") -> Result:
    """Run `proviso assess` with what is given on standard input."""
    return CliRunner().invoke(app, ["assess", *arguments], input=given, env={"COLUMNS": "100"})


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(TOLD))
    return str(path)


def test_a_file_as_json(case: str) -> None:
    result = run("--json", case)
    answer: dict[str, Any] = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [*answer] == ["on", "policy", "acts", "findings", "warnings"]
    assert [*answer["acts"]] == ["share_basic", "share_additional", "delay_sharing", "close_case"]
    assert [*answer["acts"]["share_basic"]] == ["answer", "refused_by", "needs", "opens", "bases"]
    assert answer["acts"]["share_basic"]["refused_by"] == ["9.1.1"]
    assert answer["policy"]["digest"].startswith("sha256:")


def test_lines_of_standard_input_are_answered_in_order() -> None:
    scenarios = [json.loads(path.read_text())["in"] for path in sorted(SCENARIOS.glob("*.json"))]
    result = run("--json", "-", given="\n\n".join(map(json.dumps, scenarios)))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [answer["policy"]["local"] for answer in answers] == [each["local"] for each in scenarios]


def test_left_out_the_day_is_today_in_london(monkeypatch: pytest.MonkeyPatch) -> None:
    class Midnight(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:  # a subclass of datetime gives itself, and a zone may be anything
            return datetime(2026, 6, 30, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(cases, "datetime", Midnight)
    assert cases.today() == date(2026, 7, 1)
    assert json.loads(run("--json", "-", given='{"facts": {}}').stdout)["on"] == "2026-07-01"


BAD = [
    ("{", "line 1: not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
    ("[]", "line 1: the input: given []; accepted: an object with on, local, facts"),
    ("{}", "line 1: facts: given null; accepted: an object of facts, which may be empty"),
    ('{"facts": []}', "line 1: facts: given []; accepted: an object of facts, which may be empty"),
    ('{"facts": {}, "fact": 1}', "line 1: fact: given 1; accepted: only on, local, facts"),
    ('{"facts": {"role": "victim", "role": "witness"}}', "line 1: role: given twice; accepted: once"),
    ('{"facts": {"role": 1}}', 'line 1: role: given 1; accepted: "victim", "witness", "victim_and_witness", "neither"'),
    ('{"facts": {}, "on": "20261122"}', 'line 1: on: given "20261122"; accepted: a day such as 2026-11-22'),
    ('{"facts": {}, "on": "2026-02-30"}', 'line 1: on: given "2026-02-30"; accepted: a day such as 2026-11-22'),
    ('{"facts": {}, "on": 5}', "line 1: on: given 5; accepted: a day such as 2026-11-22"),
    ('{"facts": {}, "on": null}', "line 1: on: given null; accepted: a day such as 2026-11-22"),
    (
        '{"facts": {}, "on": "2020-04-22"}',
        "line 1: on: given 2020-04-22; accepted: 2020-04-23 or later, when the guidance was agreed",
    ),
    ('{"facts": {}, "local": "consent-first"}', 'line 1: local: given "consent-first"; accepted: a list of names'),
    ('{"facts": {}, "local": [1]}', "line 1: local: given [1]; accepted: a list of names of local policies"),
    ('{"facts": {}, "local": ["no"]}', 'line 1: local: given "no"; accepted: consent-first, doubt-is-not-suspicion'),
    ("[" * 100_000, "line 1: not a case: nested too deeply"),
    ('{"facts": {"role": "\\ud800\\u001b[2J"}}', r'line 1: role: given "\ud800\u001b[2J"; accepted: "victim", '),
    ('{"facts": {"role": "\\u009b2J\\u0085\\u2028\\u202e"}}', r'line 1: role: given "\u009b2J\u0085\u2028\u202e"; acc'),
    (
        '{"facts": {"\\u202erole": 1}}',
        r'line 1: "\u202erole": given 1; accepted: a fact of the vocabulary, perhaps role',
    ),
    ('{"facts": {"suspected": %s}}' % ("7" * 5_000), f"line 1: suspected: given {'7' * 59}…; accepted: true, false"),
    ('{"facts": {"role": [-%s]}}' % ("7" * 5_000), f'line 1: role: given [-{"7" * 57}…; accepted: "victim", "witness"'),
]


@pytest.mark.parametrize(("given", "says"), BAD, ids=[given[:40] for given, _ in BAD])
def test_a_bad_input_is_named_and_the_others_go_on(given: str, says: str) -> None:
    result = run("--json", "-", given=f"{given}\n{json.dumps(TOLD)}\n")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"proviso assess: {says}")
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr
    assert [json.loads(line)["on"] for line in result.stdout.splitlines()] == ["2026-11-22"]


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        ("", "there is nothing in it; accepted: an object with on, local, facts"),
        ("\ufeff \r\n", "there is nothing in it; accepted: an object with on, local, facts"),
        (
            '{"facts": {}}\n{"facts": {}}\n',
            "there is more after the first object, at line 2, column 1; accepted: one object a file, or one a line of "
            "standard input (-)",
        ),
        ("role;suspected\r\nvictim;TRUE\r\n", "not JSON: Expecting value at line 1, column 1"),
    ],
)
def test_a_file_that_is_not_one_object_is_refused_in_words(tmp_path: Path, holds: str, says: str) -> None:
    file = tmp_path / "case.json"
    file.write_text(holds, encoding="utf-8")
    result = run("--json", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"proviso assess: {file}: {says}\n"


def test_a_bad_file_is_named_by_its_path(tmp_path: Path, case: str) -> None:
    missing, odd = tmp_path / "missing.json", tmp_path / "odd.json"
    odd.write_bytes(b"\xff\xfe{}")
    result = run("--json", str(missing), str(odd), str(tmp_path), case)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"proviso assess: {missing}: cannot be read: No such file or directory",
        f"proviso assess: {odd}: not UTF-8 text",
        f"proviso assess: {tmp_path}: cannot be read: Is a directory",
    ]
    assert len(result.stdout.splitlines()) == 1


def test_more_than_any_case_is_not_read_to_its_end(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.cli.cases.LONGEST_CASE", 2_000_000)
    whole = json.dumps(TOLD)
    longest = tmp_path / "longest.json"
    longest.write_text(whole.ljust(2_000_000))
    longer = tmp_path / "longer.json"
    longer.write_text(whole.ljust(2_000_001))
    result = run("--json", str(longest), "/dev/zero", str(longer), case)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "proviso assess: /dev/zero: longer than 2,000,000 bytes, which no case is",
        f"proviso assess: {longer}: longer than 2,000,000 bytes, which no case is",
    ]
    assert len(result.stdout.splitlines()) == 2
    lines = f"{whole}\n{whole.ljust(2_000_001)}\n{whole.ljust(5_000_000)}\n{whole.ljust(2_000_000)}\n{whole}"
    result = run("--json", "-", given=lines)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"proviso assess: line {number}: longer than 2,000,000 bytes, which no case is" for number in (2, 3)
    ]
    assert len(result.stdout.splitlines()) == 3


def test_the_name_of_a_file_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[2J\nline 1: well\u202e"
    folder.mkdir()
    good, missing = folder / "case.json", folder / "missing.json"
    good.write_text(json.dumps(TOLD))
    result = run(str(missing), str(good))
    named = f"{tmp_path}/\\u001b[2J\\nline 1: well\\u202e"
    assert result.stderr == f"proviso assess: {named}/missing.json: cannot be read: No such file or directory\n"
    assert f"{named}/case.json: policy npcc-2020" in result.stdout.replace("\n", "")
    assert "\x1b[2J" not in result.stdout


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(TOLD).encode())
    assert run("--json", str(path)).exit_code == 0


def test_a_page_says_the_acts_then_what_is_missing_then_the_findings(case: str) -> None:
    result = run(case, case)
    page = result.stdout
    parts = ["Share basic information: Not allowed", "What remains to be recorded", "Findings by paragraph"]
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)
    assert "(paragraph 9.1.1; our safeguard)" in page
    assert "The guidance: 1.1, 1.2.1, 1.2.4, 7.2. Our safeguard: 4.1, 5.1.1, 5.1.2," in page
    assert "It rests on 14 facts that are not recorded: see below." in page
    assert "timing_weighed: Was it weighed when to share?" in page
    assert "Warning: The guidance of April 2020 was due for review on 1 April 2022" in page
    assert page.count("Findings by paragraph") == 2
    assert page.count("─" * 100) == 1


def test_a_page_says_what_would_allow_what_is_not_allowed() -> None:
    scenario = json.loads((SCENARIOS / "local-immigration-office.json").read_text())["in"]
    page = run("-", given=json.dumps(scenario)).stdout
    assert "To allow it: explain why it would not go to the national unit first." in page
    scenario["facts"] |= {"informed_before": "no"}
    page = " ".join(run("-", given=json.dumps(scenario)).stdout.split())
    assert "national unit; tell the person that it is to be shared, what, and why. Or: explain why it would not" in page


def test_a_page_says_by_what_a_duty_is_lifted_and_whose_rule_it_is() -> None:
    facts = with_(("consent", "refused"), ("shared", False))
    page = " ".join(run("-", given=json.dumps({"local": ["consent-first"], "facts": facts})).stdout.split())
    assert "(Consent first, rule 1; local policy)" in page
    assert "Local policy: consent-first/1." in page
    assert "5.4 does not arise This does not arise: the local policy “Consent first” forbids sharing." in page
    doubt = run("-", given=json.dumps({"facts": with_(("shared", False), ("certainty", "doubt"))})).stdout
    assert "which is not yet a suspicion (1.1, 5.3)" in " ".join(doubt.split())


def test_a_page_says_where_no_step_would_allow_it() -> None:
    page = run("-", given=json.dumps({"facts": {**OPEN, "role": "neither"}})).stdout
    assert "No step of an officer's own would allow it." in page
    assert WAITS not in page


def test_a_page_says_no_such_thing_while_something_is_not_recorded(case: str) -> None:
    page = " ".join(run(case).stdout.split())
    assert WAITS in page
    assert "No step of an officer's own" not in page


def test_a_page_with_nothing_missing() -> None:
    given = json.dumps({"local": ["consent-first"], "facts": OPEN, "on": "2021-01-01"})
    page = run("-", given=given).stdout
    assert "policy npcc-2020, with consent-first, on 2021-01-01" in page
    assert "Share additional information: Allowed" in page
    assert "What remains to be recorded" not in page
    assert "Warning" not in page


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of settings of a service of its own; the settings that this process has read are read again after."""
    monkeypatch.chdir(tmp_path)
    for one in (config, marking):
        one.cache_clear()
    yield tmp_path / "proviso.toml"
    for one in (config, marking):
        one.cache_clear()


@pytest.mark.parametrize(
    ("said", "marked"), [("", "OFFICIAL-SENSITIVE"), ('marking = "OFFICIAL [of Wessmere]"', "OFFICIAL [of Wessmere]")]
)
def test_a_page_about_a_case_is_marked(settings: Path, said: str, marked: str) -> None:
    settings.write_text(said)
    lines = run("-", given=f"{json.dumps(TOLD)}\n{json.dumps(TOLD)}").stdout.splitlines()
    assert (lines[0], lines[-1], lines.count(marked)) == (marked, marked, 4)


@pytest.mark.parametrize("said", ["marking = ", "markings = 1", "\udcff"])
def test_a_page_is_marked_where_the_settings_cannot_be_read(settings: Path, said: str) -> None:
    settings.write_text(said, errors="surrogateescape")
    result = run("-", given=json.dumps(TOLD))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "OFFICIAL-SENSITIVE")
    assert result.stderr == (
        "proviso assess: the settings cannot be read, so the page is marked OFFICIAL-SENSITIVE. Look at proviso.toml\n"
    )


def test_json_is_not_marked() -> None:
    assert "OFFICIAL" not in run("--json", "-", given=json.dumps(TOLD)).stdout


def test_one_missing_fact_is_said_as_one() -> None:
    facts = {"role": "neither", "shared": False}
    page = run("-", given=json.dumps({"facts": facts})).stdout
    assert "It rests on one fact that is not recorded: see below." in page


def test_it_needs_a_file() -> None:
    assert run().exit_code == 2


def test_help_teaches_by_example() -> None:
    text = run("--help").stdout
    assert "proviso assess case.json" in text
    assert "unknown is never taken for no" in text


def test_it_starts_without_django() -> None:
    code = "import sys, proviso.cli; print('django' in sys.modules, 'uvicorn' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
