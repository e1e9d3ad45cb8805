"""Which command line shows that each command and each option does what the reference says: one process a line.

Each is done in the folder of a demonstration, in which the files of `tests.cli.test_each_command_as_a_process` lie too.
"""

import shlex
from dataclasses import dataclass
from datetime import datetime

from proviso.casework.clock import LONDON
from proviso.demonstration.earlier_cases import year_to_look_back_at

from . import processes

PASSWORD = "a heron stood in the mill race"
TWICE = f"{PASSWORD}\n{PASSWORD}\n"
WHO = shlex.join(processes.WHO)
YEAR = year_to_look_back_at(datetime.now(LONDON).date())
"""The year whose figures the demonstration has."""


@dataclass(frozen=True)
class Row:
    """A command line without its `proviso`: the status that the reference says, words that it prints, what is typed.

    `KEPT` in a line is the size and root that `record verify` printed before any row was done.
    """

    line: str
    says: str
    status: int = 0
    typed: str = ""


ROWS = (
    Row("assess case.json", "Share basic information: Not allowed"),
    Row("assess --json -", '"refused_by": ["9.1.1"]', typed='{"facts": {"role": "victim", "informed_before": "no"}}'),
    Row("migrate", "Nothing was missing."),
    Row(
        "migrate --service-role wessmere",
        "which has no roles; leave wessmere out. Nobody was given anything.",
        status=2,
    ),
    Row(
        f'add-force lakeland "Lakeland Police" --staff-number L1 --administrator "Mx Reed" --northern-ireland {WHO}',
        "a service is one force’s: nothing was added.",
        status=2,
        typed=TWICE,
    ),
    Row(
        f'add-force hillmere "Hillmere Police" --no-northern-ireland --password "{PASSWORD}" {WHO}',
        "This service is Wessmere Police’s",
        status=2,
        typed="H1\nMx Imaginary Yew\n",
    ),
    Row("check", "things are to be mended.", status=1),
    Row("check --make-secrets --json", '"fit": false', status=1),
    Row("force set-password N110", "Say who makes this change and under which authority", status=2, typed=TWICE),
    Row(
        'force set-password N110 --by "Mx Yew" --authority "I may"',
        "Say under which authority this change is made, in three words or more",
        status=2,
        typed=TWICE,
    ),
    Row("force show", "N101 PC Example Ashdown, officer"),
    Row(f"force add-unit east Eastfen {WHO}", "Eastfen is added."),
    Row(f'force add-officer N103 "PC Example Hornbeam" --role officer --unit north {WHO}', "with N103.", typed=TWICE),
    Row(
        f'force add-officer N104 "PC Sample Oak" --role officer --unit south --rank constable '
        f'--password "{PASSWORD}" {WHO}',
        "with N104.",
    ),
    Row(
        f"force add-officers staff.csv --passwords first.csv {WHO}", "Added, and on the record: 1. Their passwords are"
    ),
    Row(
        f'force change-role N101 --role supervisor --why "Promoted in May" {WHO}',
        "Done, and on the record: PC Example Ashdown.",
    ),
    Row(
        f'force set-rank N101 --rank superintendent --why "Promoted in June" {WHO}',
        "Done, and on the record: PC Example Ashdown.",
    ),
    Row(
        f"force move N102 --unit south {WHO}",
        "Done, and on the record: PC Sample Bramble.",
        typed="Moved south today\n",
    ),
    Row(f'force move N102 --unit north --why "Moved back north" {WHO}', "Done, and on the record: PC Sample Bramble."),
    Row(f'force deactivate S201 --why "Left the force" {WHO}', "Done, and on the record: DC Pretend Damson."),
    Row(f'force reactivate S201 --why "Came back from leave" {WHO}', "Done, and on the record: DC Pretend Damson."),
    Row(f"force set-password N110 {WHO}", "Done, and on the record: Sgt Specimen Clover.", typed=TWICE),
    Row(
        f'force set-password N110 --password "{PASSWORD} again" {WHO}', "Done, and on the record: Sgt Specimen Clover."
    ),
    Row(f'force lift-hold N101 --why "Rang the desk" {WHO}', "Nothing is held for N101 now."),
    Row(f"force lift-hold N999 {WHO}", "Nothing is held for N999 now.", typed="Rang the desk\n"),
    Row(
        f'force adopt consent-first --why "Agreed in minute 4" {WHO}', "In force: consent-first. Cases looked at again:"
    ),
    Row(f'force equality --not-current --why "Its review is due" {WHO}', "The equality assessment is not current."),
    Row(f'force equality --current --why "Assessment 12 says so" {WHO}', "The equality assessment is current."),
    Row(
        f'force assessment consent-first --reference "EIA 12" --review-on 2099-04-01 --why "It is published" {WHO}',
        "consent-first: equality assessment EIA 12, to be reviewed by 2099-04-01",
    ),
    Row(f'force confirm-clock --why "To be sure" {WHO}', "there is nothing to confirm.", status=2),
    Row(f'force confirm-restored --why "To be sure" {WHO}', "there is nothing to say.", status=2),
    Row("backup", "Say where the copies go, with --to for the record", status=2),
    Row("backup --to taken/record --keys-to taken/keys", "The record is copied to taken/record/"),
    Row(f"restore taken/record --keys taken/keys --was 9:{'0' * 64}", "taken/record is no backup", status=2),
    Row("restore --verify taken", "Say where the copy of the keys is", status=2),
    Row(
        "move-database --from var/demo/proviso.sqlite3 --keys-from var/demo/keys.sqlite3",
        "a service is moved to PostgreSQL alone: set database_url, such as postgresql://",
        status=2,
    ),
    Row(
        f'keys change var/demo/key-encryption-key --why "To try it" {WHO}',
        "is in use. Name another file.",
        status=2,
    ),
    Row("policy show", "# Policy in force on "),
    Row("policy show --local exceptional-only --adopted --on 2026-11-22", "consent-first: equality assessment EIA 12"),
    Row("policy coverage", "and 0 nothing"),
    Row("policy coverage --on 2026-11-22 --json", '"paragraph": "9.1.1"'),
    Row("policy reference", "# "),
    Row("policy reference --write policy.md --check policy.md", ""),
    Row("policy reference --check case.json", "case.json is stale", status=1),
    Row("form", "Written: proviso-paper-form.pdf."),
    Row("form --large --out large.pdf", "Written: large.pdf."),
    Row("form --out nowhere/form.pdf", "cannot be written: No such file or directory", status=2),
    Row("record verify", "The record is whole."),
    Row("record verify --remember", "The record is whole."),
    Row("record verify --log wessmere --was KEPT", "It still begins with the "),
    Row("record verify --log wessmere --no-bodies --was KEPT", "What was checked is whole."),
    Row(f"record verify --log wessmere --was 3:{'0' * 64}", "The record is NOT whole: 1 fault", status=1),
    Row("record verify --case force:wessmere --was KEPT", "The case is whole."),
    Row("record verify --case PV-0000-0000", "Nothing was ever recorded of a case PV-0000-0000.", status=2),
    Row("record guard", "Nothing was missing."),
    Row("replies import inbox.mbox", "it names a case that this force has not", status=1),
    Row("replies import reply-1.eml reply-2.eml", "2 at their cases, 0 left in their files."),
    Row("replies import reply-1.eml --quiet --force wessmere", ""),
    Row("worklist rebuild", "cases are as the record says."),
    Row("worklist rebuild --quiet", ""),
    Row(f"figures --year {YEAR}", f"Wessmere Police, {YEAR}: 30 cases were opened."),
    Row(f"figures --year {YEAR} --quarter 4 --unit north", f"{YEAR}-Q4: 20 cases were opened."),
    Row(f"figures --year {YEAR} --month 10 --force wessmere", f"Wessmere Police, {YEAR}-10: 30 cases were opened."),
    Row(f"figures --year {YEAR} --out taken", f"Written: taken/figures-{YEAR}.csv, and figures-{YEAR}-about.txt"),
    Row(f"figures --year {YEAR} --characteristics people.csv", "Fewer than half of the year’s cases are in", status=2),
    Row(
        f'figures --year {YEAR} --characteristics people.csv --reference "Crime no" --out taken',
        "The file has no column “Crime no”. Its columns are: Ref, Sex.",
        status=2,
    ),
    Row("figures --year 2099", "The figures of 2099 are given from 29 January 2100", status=2),
    Row("reconcile calls.csv --none-expected", "NO LINE NAMES ANYBODY ON THE LIST."),
    Row("reconcile calls.csv", "0 contacts with a listed recipient", status=1),
    Row("reconcile report.csv --skip 1 --none-expected", "0 contacts with a listed recipient"),
    Row(
        "reconcile mail.csv --channel email --when Date --when Time --to To --from From --separator ;",
        "1 lines read, 0 of them blank, 0 bad.",
        status=1,
    ),
    Row(
        "reconcile bare.csv --no-heading --when 1 --to 3 --from 2 --duration 4 --time-format '%d/%m/%Y %H:%M' "
        "--zone UTC --encoding cp1252 --before 5 --after 5 --force wessmere --json --bad-lines bad.csv",
        '"contacts": 0',
        status=1,
    ),
)
"""In this order, each in a process of its own."""

DEMO = "demo --reset --home var/demo"
SERVE = "serve --host 127.0.0.1 --workers 2 --no-worker"
SERVE_AND_SEND = "serve --worker"
WORKER, WORKER_ONCE = "worker", "worker --once"

LINES = (
    *(row.line for row in ROWS),
    *(f"{line} --port 8000" for line in (DEMO, SERVE, SERVE_AND_SEND)),
    WORKER,
    WORKER_ONCE,
)
"""Every command line that is run; what serves gets a free port instead of 8000."""
