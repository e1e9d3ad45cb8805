"""A list of staff, as personnel systems and spreadsheets send it: each line used, or named with what is wrong."""

import pytest

from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.accounts.staff_list import Compared, StaffListRefused, compared
from tests.accounts.people import add

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

RANKS = ["sergeant", "chief_inspector"]
HEAD = "staff_number,name,role,unit,rank\n"
TWO = HEAD + "N103,PC Example Hornbeam,officer,harbour,\nN104,DS Sample Œdème,supervisor,harbour,sergeant\n"


def read(unit: Unit, content: bytes | str) -> Compared:
    return compared(content if isinstance(content, bytes) else content.encode(), unit.force, RANKS)


def faults(unit: Unit, content: bytes | str) -> tuple[str, ...]:
    with pytest.raises(StaffListRefused) as refused:
        read(unit, content)
    return refused.value.faults


@pytest.mark.parametrize(
    "content",
    [
        TWO.encode(),
        b"\xef\xbb\xbf" + TWO.encode(),
        TWO.encode("cp1252"),
        TWO.encode("utf-16"),
        TWO.encode("utf-16-le"),
        TWO.replace("\n", "\r\n").encode(),
        TWO.replace("\n", "\r").encode(),
        TWO.replace(",", ";").encode(),
        TWO.replace(",", "\t").encode("utf-16"),
        ("sep=;\n" + TWO.replace(",", ";")).encode(),
        ("\n\n" + TWO + ",,,,\n\n").encode(),
        TWO.replace(HEAD, "Staff number,NAME,Role, Unit ,Rank\n").encode(),
        TWO.replace(",supervisor,", ",Supervisor,").replace("sergeant", "Sergeant").encode(),
        TWO.replace("harbour", "Harbour CID").encode(),
        TWO.replace("harbour", "HARBOUR cid").encode(),
        TWO.replace("N104,DS", 'N104,"DS').replace("Œdème", 'Œdème"').encode(),
        TWO.replace("PC Example Hornbeam", "  PC  Example Hornbeam ").encode(),
    ],
)
def test_a_list_is_read_as_it_is_sent(unit: Unit, content: bytes) -> None:
    found = read(unit, content)
    assert [(one.officer.staff_number, one.officer.name, *one.placed) for one in found.new] == [
        ("N103", "PC Example Hornbeam", "officer", "harbour", ""),
        ("N104", "DS Sample Œdème", "supervisor", "harbour", "sergeant"),
    ]
    assert (found.same, found.otherwise, found.unnamed) == (0, [], [])


def test_a_rank_of_several_words_is_a_code(unit: Unit) -> None:
    (one,) = read(unit, HEAD + "N1,DCI Notional Oak,officer,harbour,Chief Inspector\n").new
    assert one.officer.rank == "chief_inspector"


def test_without_ranks_nobody_has_one(unit: Unit) -> None:
    (one,) = read(unit, "unit,role,name,staff_number\nharbour,officer,PC Sample Oak,N1\n").new
    assert one.officer.rank == ""


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            "N1,PC Sample Oak,constable,harbour,",
            "Line 2: There is no role 'constable'. The roles: officer, supervisor,",
        ),
        ("N1,PC Sample Oak,officer,hills,", "Line 2: The force has no unit 'hills'. Its units: harbour."),
        ("N1,PC Sample Oak,officer,harbour,baron", "Line 2: There is no rank 'baron'. The ranks: sergeant, chief_insp"),
        (",PC Sample Oak,officer,harbour,", "Line 2: It has no staff number."),
        ("N1,,officer,harbour,", "Line 2: The name: "),
        ("N1", "Line 2: There is no role ''."),
        ("\nN1,A B,officer,harbour,\n n1 ,C D,officer,harbour,", "Line 4: Line 3 has this staff number too,"),
        (
            "N1O1,A B,officer,harbour,\nN101,C D,officer,harbour,",
            "Line 3: Line 2 has this staff number too, or one that",
        ),
        ("N1,PC \u202eOak,officer,harbour,", "Line 2: The name: Take out "),
        ("N" * 21 + ",PC Oak,officer,harbour,", "Line 2: The staff number: "),
        ('N1,"PC Sample\nOak",officer,harbour,\nN2,PC Elm,sweeper,harbour,', "Line 4: There is no role 'sweeper'"),
        ('N1,"PC Oak,officer,harbour,', "Line 2 cannot be read as CSV: unexpected end of data."),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_adds_nobody(unit: Unit, lines: str, says: str) -> None:
    found = faults(unit, HEAD + lines + "\n" + "N9,PC Good Elm,officer,harbour,\n" * ('"PC Oak' not in lines))
    assert any(one.startswith(says) for one in found), found
    assert not Officer.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "Line 1 does not have one column each of: staff_number, name, role, unit; rank may come too."),
        ("name,role\nA,officer\n", "Wrong or missing here: staff_number, unit. Its headings are: name, role."),
        ("staff_number,name,name,role,unit\n", "Wrong or missing here: name."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "The file is no text. Save it as CSV in UTF-8, and try again."),
        ('staff_number,"name\n', "Line 1 cannot be read as CSV"),
    ],
)
def test_what_is_no_list_is_refused(unit: Unit, content: str | bytes, says: str) -> None:
    (only,) = faults(unit, content)
    assert says in only


def test_every_fault_is_told_at_once(unit: Unit) -> None:
    found = faults(unit, HEAD + "N1,A B,sweeper,hills,baron\nN2,,officer,harbour,\n")
    assert [one.split(":")[0] for one in found] == ["Line 2", "Line 2", "Line 2", "Line 3"]


def test_a_number_that_another_force_gave_is_taken(unit: Unit) -> None:
    other = Force.objects.create(code="norbury", name="Norbury Constabulary", jurisdiction="england_wales")
    Unit.objects.create(force=other, code="hills", name="Hills")
    add(Unit.objects.get(code="hills"), "N1")
    assert "Another officer has this staff number." in faults(unit, HEAD + "n1,PC Sample Oak,officer,harbour,\n")[0]


def test_who_is_there_is_left_as_they_are(unit: Unit) -> None:
    add(unit, "N103")
    add(unit, "N104")
    gone = add(unit, "N105")
    gone.is_active = False
    gone.save()
    add(unit, "N106", Role.SUPERVISOR)
    found = read(
        unit,
        HEAD + "n103,Another Name,officer,harbour,\nN105,Ines Marlowe,officer,harbour,\nN106,X Y,officer,harbour,\n",
    )
    assert (found.new, found.same, found.unnamed) == ([], 1, ["N104"])
    assert [(one.line, there.staff_number) for one, there in found.otherwise] == [(3, "N105"), (4, "N106")]
