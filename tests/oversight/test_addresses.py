"""Whom a field of a log names: what exchanges, spreadsheets and mail servers write of one listed recipient."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.accounts.channel_codes import Channel
from proviso.oversight.addresses import Lookup, Names

LISTED = "01632960011"
ABROAD = "+33163296002"
TELEPHONES = Lookup(Channel.TELEPHONE, (LISTED, ABROAD))
MAILBOX = "desk@receiving-unit.example"
MAILBOXES = Lookup(Channel.EMAIL, (MAILBOX,))

ONE_LISTED = """
01632 960 011 | 1632960011 | 01632-960-011 | (01632) 960011 | 01632.960.011 | 01632–960–011 | 01632\u00a0960011
+44 (0)1632 960011 | +4401632960011 | 0044 (0)1632 960011 | 441632960011 | + +44 1632 960011 | ++441632960011
01632 960011 x214 | 01632960011 ext. 214 | 01632 960011 #214 | 01632 960011 extn 3 | 01632960011 extension 214
01632960011;ext=214 | +441632960011,,214# | 01632 960011 *214
901632960011 | 9 01632 960011 | 9,01632960011 | 14101632960011 | 141 01632 960011 | 9141 01632 960011 | 914101632960011
90044 1632 960011 | 9+441632960011 | 1470 01632960011
tel:+44-1632-960011;ext=2 | sip:01632960011@pbx;user=phone | sips:+441632960011@10.20.30.40:5061 | 01632960011@10.0.0.1
"Receiving unit" <sip:+441632960011@10.20.30.40:5060> | Receiving unit <01632960011> | sip:%2B441632960011@x
Receiving unit 24/7 (01632 960011) | Desk 12 01632 960011 | 01632960011 (Home Office) | T01632960011
01632960011;07700900123 | 07700900123 / 01632960011 | 07700900123/01632960011 | 0770 0900123, 01632960011
07700 900123 and 01632 960011 | 01632 960011 then 214 | 214 -> 01632960011 | 07700900123↵01632960011
٠١٦٣٢٩٦٠٠١١ | ۰۱۶۳۲۹۶۰۰۱۱ | ０１６３２ ９６００１１ | ＋４４１６３２９６００１１ | \u202a+44\u00a01632\u2011960011\u202c
1632960011.0 | 441632960011.00 | 1,632,960,011 | '01632960011 | ="01632960011" | \t01632960011 | 01632/960011
"""
DOUBTFUL = """
960011 | 2960011 | 91632960011 | 001632960011 | 01632960011214 | 01632 960011 (214) | 0001632960011 | 8 1632 960011 4
"""
LOST = (
    "4.41633E+11 | 4,41633E+11 | 1.63E+09 | 1.63296e9 | 01632 96001 | 163296001 | +44 1632 9600 | 01632 960 | 901632960"
)
OTHERS = """
07700 960011 | 01904 960011 | 01632 960012 | 0161 496 0011 | 4021 | 0214 | 999 | 101 | 0 | + | 0800 1111 | withheld
+1 212 555 0100 | 2026-10-05 | 10.20.30.40 | 9 | 141 | +33 1 63 29 60 03 | <> | ;,| sip:anonymous@anonymous.invalid
"""
OF_MAIL = """
desk@receiving-unit.example##Receive, Send | desk@receiving-unit.example##Failed;x@y.example##Delivered
a@b.example;desk@receiving-unit.example | a@b.example,desk@receiving-unit.example
a@b.example|desk@receiving-unit.example | a@b.example/desk@receiving-unit.example
<desk@receiving-unit.example> | Desk, The <DESK@Receiving-Unit.example> | "Desk" desk@receiving-unit.example
'desk@receiving-unit.example' | desk@receiving-unit.example. | mailto:desk@receiving-unit.example?subject=x
SMTP:desk@receiving-unit.example | a@b.example↵desk@receiving-unit.example | desk＠receiving-unit.example
a@b.example desk@receiving-unit.example | [desk@receiving-unit.example] | desk@receiving-unit.example#EXT#
"""
REWRITTEN = """
desk+case@receiving-unit.example | Desk+PV-7K2M-9QTR@RECEIVING-unit.example
<desk+a+b@receiving-unit.example>;x@y.example
SRS0=guWu=HQ=receiving-unit.example=desk@relay.example | srs0+S7Ai=4B=Receiving-Unit.example=Desk@relay.example
SRS0-h/h+=TT=receiving-unit.example=desk@relay.example | from=<SRS0=HHH=TT=receiving-unit.example=desk@relay.example>
SRS1=ZrPg=first.example==HHH=TT=receiving-unit.example=desk@relay.example
SRS1+ZrPg=5KPL=3G=receiving-unit.example=desk@relay.example | SRS0=HHH=TT=receiving-unit.example=desk+case@relay.example
bounces+SRS=44ldt=IX=receiving-unit.example=desk@wessmere.example
desk+SRS=44ldt=IX=other.example=somebody@receiving-unit.example
prvs=8407575794=desk@receiving-unit.example | btv1==983c44cee94==desk@receiving-unit.example
desk+prvs=8407575794@receiving-unit.example | SRS0=HHH=TT=receiving-unit.example=prvs=840757=desk@relay.example
"""
OF_OTHERS = """
helpdesk+case@receiving-unit.example | case+desk@receiving-unit.example | +desk@receiving-unit.example
desk-case@receiving-unit.example | desk+case@receiving-unit.examples | desk+case@other.receiving-unit.example
SRS0=HHH=TT=receiving-unit.example=helpdesk@relay.example | SRS0=HHH=TT=other.example=desk@receiving-unit.example
SRS0=HHH=TT=other-receiving-unit.example=desk@relay.example | x+SRS0=HHH=TT=receiving-unit.example=desk@relay.example
SRS0=receiving-unit.example=desk@relay.example | list-return-desk=receiving-unit.example@list.example
SRS1=HHH=receiving-unit.example==HHH=TT=other.example=desk@relay.example
prvs=8407575794=helpdesk@receiving-unit.example
xprvs=8407575794=desk@receiving-unit.example | receiving-unit.example=desk@relay.example
helpdesk@receiving-unit.example | x-desk@receiving-unit.example | o'desk@receiving-unit.example
desk@receiving-unit.example.evil.example | desk@receiving-unit.examples | desk@other-receiving-unit.example
desk@receiving-unit | desk | nobody | desk at receiving-unit.example | desk@x.example@receiving-unit.example
"""


def each(cells: str) -> list[str]:
    """The cells of a table above: parted by a stroke between spaces, on each line; ↵ stands for a line's end in one."""
    return [one.replace("↵", "\n") for line in cells.strip("\n").split("\n") for one in line.split(" | ")]


def judged(lookup: Lookup, cell: str) -> tuple[str, str] | None:
    """What the cell names, by way of what passes over almost every cell."""
    found = lookup.naming(pl.Series([cell])).get(cell)
    return (found.names.value, found.address) if found else None


@pytest.mark.parametrize("cell", each(ONE_LISTED))
def test_a_listed_number_is_found_however_it_is_written(cell: str) -> None:
    assert judged(TELEPHONES, cell) == (Names.LISTED, LISTED)


@pytest.mark.parametrize("cell", each(DOUBTFUL))
def test_what_ends_as_a_listed_number_and_settles_nothing_is_doubtful(cell: str) -> None:
    assert judged(TELEPHONES, cell) == (Names.DOUBTFUL, LISTED)


@pytest.mark.parametrize("cell", each(LOST))
def test_a_number_whose_figures_are_lost_is_told_apart(cell: str) -> None:
    assert judged(TELEPHONES, cell) == (Names.LOST, "")


@pytest.mark.parametrize("cell", each(OTHERS))
def test_another_number_is_nobody_of_the_list(cell: str) -> None:
    assert judged(TELEPHONES, cell) is None


@pytest.mark.parametrize("cell", ["+33 1 63 29 60 02", "0033163296002", "9 0033 1 63296002"])
def test_a_listed_number_abroad_is_found(cell: str) -> None:
    assert judged(TELEPHONES, cell) == (Names.LISTED, ABROAD)


def test_what_is_dialled_first_is_the_force_s_to_say() -> None:
    cells = ["801632960011", "7701632960011", "901632960011"]
    theirs = Lookup(Channel.TELEPHONE, (LISTED,), ("8", "77"))
    assert [judged(theirs, one) for one in cells] == [
        (Names.LISTED, LISTED),
        (Names.LISTED, LISTED),
        (Names.DOUBTFUL, LISTED),
    ]


@pytest.mark.parametrize("cell", each(OF_MAIL))
def test_a_listed_mailbox_is_found_however_it_is_written(cell: str) -> None:
    assert judged(MAILBOXES, cell) == (Names.LISTED, MAILBOX)


@pytest.mark.parametrize("cell", each(OF_OTHERS))
def test_a_mailbox_that_only_looks_like_a_listed_one_is_none(cell: str) -> None:
    assert judged(MAILBOXES, cell) is None


@pytest.mark.parametrize("cell", each(REWRITTEN))
def test_a_listed_mailbox_is_found_though_a_server_wrote_it_otherwise(cell: str) -> None:
    assert judged(MAILBOXES, cell) == (Names.LISTED, MAILBOX)


def test_a_mailbox_that_is_listed_with_its_tag_is_no_other() -> None:
    tagged = Lookup(Channel.EMAIL, ("desk+a@receiving-unit.example", "desk+b@receiving-unit.example"))
    assert judged(tagged, "desk+b@receiving-unit.example") == (Names.LISTED, "desk+b@receiving-unit.example")
    assert judged(tagged, "desk+b+c@receiving-unit.example") == (Names.LISTED, "desk+b@receiving-unit.example")
    assert judged(tagged, "desk+c@receiving-unit.example") is None
    assert judged(tagged, MAILBOX) is None
    both = Lookup(Channel.EMAIL, (MAILBOX, "desk+b@receiving-unit.example"))
    assert judged(both, "desk+b@receiving-unit.example") == (Names.LISTED, "desk+b@receiving-unit.example")
    assert judged(both, "desk+c@receiving-unit.example") == (Names.LISTED, MAILBOX)


cells = st.text("0123456789+ ()-.x#*@<>;,/|E\u0661\uff11a:", max_size=24) | st.text(max_size=12)

written = st.sampled_from(["", LISTED, "+44 1632 960011", MAILBOX, *each(REWRITTEN)])


@given(st.sampled_from([TELEPHONES, MAILBOXES]), cells, written, cells)
def test_what_is_passed_over_names_nobody(lookup: Lookup, before: str, number: str, after: str) -> None:
    cell = before + number + after
    found = lookup.judge(cell)
    assert judged(lookup, cell) == ((found.names.value, found.address) if found else None)
