"""The policy owner’s pages: how each language stands, every sentence beside its English, approving with a password."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from django.conf import settings as configured
from django.test import Client

from proviso.accounts.entries import case_of
from proviso.accounts.models import ApprovedWording, Force, Role
from proviso.notices import approving
from proviso.notices.wording import digest_of, wordings
from proviso.record import keys
from proviso.record import read as record
from proviso.web.administration import wording_pages as pages

from .conftest import Browse
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

CHECKED = {"checked_by": "Mx Invented Llwyd", "promises_nothing": "yes"}


def test_the_list_shows_how_each_language_stands(browse: Browse) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    shown = read(owner.get("/wordings"))
    assert "English The English that all others translate" in shown.words
    assert "Welsh Cymraeg Draft: not approved as it is now" in shown.words
    assert ("/wordings/cy", "Welsh") in shown.links
    assert owner.get("/").url == "/wordings"  # type: ignore[attr-defined]


def test_a_language_has_its_name_in_the_language_of_the_page(browse: Browse) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    owner.post("/language", {"language": "cy", "next": "/wordings"})
    for path, verb in (("/wordings/sq", owner.get), ("/wordings/sq/withdraw", owner.get)):
        page = read(verb(path))
        assert "Albaneg" in page.title, path
        assert "Albanian" not in page.words, path
    done = owner.post("/wordings/sq", {**CHECKED, "seen": wordings()["sq"].digest}, follow=True)
    assert "Mae’r geiriau Albaneg wedi’u cymeradwyo" in read(done).words
    done = owner.post("/wordings/sq/withdraw", {"why": "Mae’r ail linell yn anghywir"}, follow=True)
    assert "Mae’r geiriau Albaneg yn ddrafft eto" in read(done).words


def test_every_sentence_stands_beside_its_english_the_one_of_3_3_first(browse: Browse) -> None:
    page = browse(Role.POLICY_OWNER, typing=True).get("/wordings/ar").content.decode()
    wording = wordings()["ar"]
    assert page.index(wording.english["no_promise"]) < page.index(wording.english["title"])
    for key, text in wording.sentences.items():
        assert text in page, key
    assert 'lang="ar" dir="rtl"' in page


def test_approving_takes_the_password_again(browse: Browse) -> None:
    owner = browse(Role.POLICY_OWNER)
    response = owner.post("/wordings/cy", {**CHECKED, "seen": wordings()["cy"].digest})
    assert response.url.startswith("/confirm-it-is-you")  # type: ignore[attr-defined]
    assert not ApprovedWording.objects.exists()


def test_approved_words_say_who_checked_them(browse: Browse) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    done = owner.post("/wordings/cy", {**CHECKED, "seen": wordings()["cy"].digest}, follow=True)
    assert "The words in Welsh are approved, and that is on the force’s record." in read(done).words
    approved = f"Approved by {ApprovedWording.objects.get().approved_by}, checked by Mx Invented Llwyd, on 22 November"
    assert approved in read(done).words


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ({}, 422, "Enter the name of whoever checked it"),
        ({**CHECKED, "promises_nothing": "no"}, 422, "It cannot be approved without that sentence."),
        ({**CHECKED, "seen": "f" * 64}, 409, "The words changed since you opened this page."),
        (CHECKED, 409, "The words changed since you opened this page."),
    ],
)
def test_what_cannot_be_approved_is_refused_in_words(
    browse: Browse, given: dict[str, str], status: int, says: str
) -> None:
    response = browse(Role.POLICY_OWNER, typing=True).post("/wordings/cy", given)
    assert response.status_code == status
    assert says in read(response).words
    assert not ApprovedWording.objects.exists()


def test_stale_words_say_which_sentences_changed_and_have_no_button(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = dict(wordings())
    held["cy"] = replace(held["cy"], english={**held["cy"].english, "why": "Why we do it"}, stale=("why",))
    for module, name in ((approving, "wordings"), (pages, "every_wording")):
        monkeypatch.setattr(module, name, lambda: MappingProxyType(held))
    owner = browse(Role.POLICY_OWNER, typing=True)
    assert "Draft: the English changed since it was translated (1 sentence)" in read(owner.get("/wordings")).words
    page = read(owner.get("/wordings/cy"))
    assert f"its digest is {digest_of('Why we do it')} (why)" in page.words
    assert "Approve these words" not in page.words
    posted = owner.post("/wordings/cy", {**CHECKED, "seen": held["cy"].digest})
    assert posted.status_code == 409
    assert "The English of 1 sentences changed" in read(posted).words


def approved(owner: Client) -> None:
    owner.post("/wordings/cy", {**CHECKED, "seen": wordings()["cy"].digest}, follow=True)
    assert ApprovedWording.objects.get().language == "cy"


def test_an_approval_of_words_that_were_found_wrong_is_taken_back_with_its_reason(browse: Browse, force: Force) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    assert "/wordings/cy/withdraw" not in read(owner.get("/wordings/cy")).addresses
    approved(owner)
    assert ("/wordings/cy/withdraw", "Withdraw the approval") in read(owner.get("/wordings/cy")).links
    reason = {"why": "The sentence of 3.3 reads as a promise. A reader in Invented Street found it"}
    done = read(owner.post("/wordings/cy/withdraw", reason, follow=True)).words
    assert "The words in Welsh are a draft again, and that is on the force’s record." in done
    assert "Welsh Cymraeg Draft: not approved as it is now" in done
    (entry,) = [
        one for one in record.openings(case_of(force), keys.of(case_of(force))) if one.kind == "wording_withdrawn"
    ]
    assert (entry.why, entry.body["digest"]) == (reason["why"], wordings()["cy"].digest)


def test_taking_an_approval_back_takes_the_password_again(browse: Browse) -> None:
    approved(browse(Role.POLICY_OWNER, typing=True))
    response = browse(Role.POLICY_OWNER, number="another").post(
        "/wordings/cy/withdraw", {"why": "The second line is wrong"}
    )
    assert response.url.startswith("/confirm-it-is-you")  # type: ignore[attr-defined]
    assert ApprovedWording.objects.exists()


def test_what_is_not_approved_is_not_taken_back(browse: Browse) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    page = read(owner.get("/wordings/cy/withdraw"))
    assert "These words are not approved, so there is nothing to withdraw." in page.words
    late = owner.post("/wordings/cy/withdraw", {"why": "Somebody else was first"})
    assert late.status_code == 409
    assert "The words in Welsh are not approved, so there is nothing to withdraw." in read(late).words


def test_the_tests_are_a_demonstration() -> None:
    assert configured.PROVISO_DEMONSTRATION, "or drafts could not be made above"
