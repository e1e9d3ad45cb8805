"""The officer of the trial, in particular words this time: a refuge, a doubt, everything, Border Force, thirteen times.

Words that pass for reasons get them no further than anybody: nothing leaves, and two people find every case.
"""

import re
from dataclasses import replace

import pytest

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import Closed
from proviso.casework.values.considerations import Provided, Views, ViewsAre, Weighing
from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.decision import Decide
from proviso.casework.values.looks import UrgencyDeclared
from proviso.casework.values.notification import Again, Telling, ToldBefore
from proviso.casework.values.person import Address, Knows, Whereabouts
from proviso.casework.values.protection import Referral, Support
from proviso.casework.values.suspicion import Certainty
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.casework.values.value import Value
from proviso.demonstration.force import BRAMBLE, CLOVER, GORSE
from tests.casework import examples
from tests.misuse.insider import Insider, now, signed_in
from tests.security.deployed import field_of
from tests.web.forms import typed

KINDS = tuple(one for one in Additional if one is not Additional.NOTHING)
ANIMALS = ("hare", "stoat", "vole", "shrew", "marten", "otter", "badger", "mole", "rat", "fox", "deer", "bat", "lynx")


def everything(animal: str) -> tuple[Value, ...]:
    """What the officer of the trial put in, in words that are about one case each."""
    wanted = {one.value: f"What the {animal} file says of it" for one in KINDS}
    needed = {f"{one.value}_needed": f"Because the {animal} file is thin" for one in KINDS}
    unasked = f"The {animal} was never at home"
    instead: tuple[Value, ...] = (
        replace(examples.ALLEGATION, crime_types=(CrimeType.DOMESTIC_ABUSE,)),
        Address(whereabouts=Whereabouts.CONFIDENTIAL, address=f"Refuge {animal}, Wessmere", seen_by_suspect=Knows.NO),
        Support(support=Referral.NOT_OFFERED, advice=Referral.NOT_OFFERED, slavery=Referral.NOT_OFFERED),
        replace(examples.SUSPICION, certainty=Certainty.DOUBT, facts=f"A colleague wondered about the {animal}"),
        AdditionalInformation(wanted=KINDS, **wanted, **needed),
        Views(views=ViewsAre.IMPRACTICABLE, why_impracticable=unasked),
        Weighing(
            gravity=f"The {animal} allegation is like others",
            provided=Provided.NONE,
            protection=f"No need of the {animal} was seen",
        ),
        RecipientChosen(department=Department.BORDER_FORCE, why=f"They asked about the {animal} themselves"),
        ToldBefore(
            told=Telling.IMPRACTICABLE, why_impracticable=unasked, again=Again.NEVER, why_never=f"{unasked} before"
        ),
    )
    given = {type(one): one for one in instead}
    plain = [given.pop(type(one), one) for one in examples.ANSWERS if type(one) is not ToldBefore]
    told = given.pop(ToldBefore)
    return (*plain, *given.values(), told)


@pytest.fixture(scope="module")
def cases(paced: int) -> tuple[Insider, tuple[str, ...]]:
    """Thirteen cases that one officer opened and decided within a minute or two."""
    bramble = signed_in(paced, BRAMBLE)
    references = []
    for animal in ANIMALS:
        reference = bramble.opens_a_case()
        bramble.carries(reference, everything(animal))
        reason = f"The {animal} is somebody else’s to worry about"
        decided = bramble.decides(reference, reason, Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)
        assert decided.status in {302, 303}
        references.append(reference)
    return bramble, tuple(references)


def listed(who: Insider) -> set[str]:
    """Every case on somebody's own list, page after page."""
    found: set[str] = set()
    there = "/"
    while there:
        page = who.reads(there).page
        found |= set(re.findall(r"PV-\w{4}-\w{4}", page))
        more = re.search(r'href="(/worklist/\w+\?after=[^"]+)"', page)
        there = more[1].replace("&amp;", "&") if more else ""
    return found


def test_not_one_of_them_leaves(cases: tuple[Insider, tuple[str, ...]]) -> None:
    bramble, references = cases
    for reference in references:
        refused = bramble.rings(reference)
        assert refused.status == 409
        assert "A supervisor who carries neither the case nor the decision looks before this is sent" in refused.page


def test_a_supervisor_and_a_lead_find_every_one_on_their_lists(
    paced: int, cases: tuple[Insider, tuple[str, ...]]
) -> None:
    _, references = cases
    for who in (CLOVER, GORSE):
        assert set(references) <= listed(signed_in(paced, who)), who


def test_calling_one_urgent_sends_it_and_is_seen_at_once(paced: int, cases: tuple[Insider, tuple[str, ...]]) -> None:
    bramble, references = cases
    urgent = UrgencyDeclared(reason="He is said to be at the gate of the refuge")
    assert bramble.answers(references[0], urgent).status in {302, 303}
    assert bramble.rings(references[0]).status in {302, 303}, "urgent protection is never held up"
    for who in (CLOVER, GORSE):
        other = signed_in(paced, who)
        other.reads("/")
        page = other.reads(f"/cases/{references[0]}/").page
        assert "Take a second look" in page, who
    clover = signed_in(paced, CLOVER)
    clover.reads(f"/cases/{references[0]}/")
    why = clover.reads(f"/cases/{references[0]}/supervisor-look").page
    for words in (
        "It was sent before anybody looked, to protect them.",
        "It went to somebody other than the national unit.",
        "Every kind of additional information was shared at once.",
        "Telling them beforehand was impracticable.",
        "A grave crime, and no support independent of the police was offered.",
        "Our safeguard",
    ):
        assert words in why, words


def test_it_does_not_close_while_nobody_has_looked(cases: tuple[Insider, tuple[str, ...]]) -> None:
    """The page asks for no reason; and what is sent to it all the same is refused."""
    bramble, references = cases
    page = f"/cases/{references[0]}/close"
    assert "It cannot close yet." in bramble.reads(page).page
    last = int(field_of(bramble.reads(f"/cases/{references[0]}/hand-over").page, "last_seq"))
    refused = bramble.posts(page, typed(now(Closed(reason="The hare file has nothing more in it")), last))
    assert refused.status == 409
