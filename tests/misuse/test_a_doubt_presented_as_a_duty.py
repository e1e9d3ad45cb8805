"""A doubt is passed off as a duty to share: "policy made me do it"."""

from dataclasses import replace

from proviso.casework.values.suspicion import Certainty, Suspicion
from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders

NOT_DUE = "This does not arise: there is only a doubt about status, which is not yet a suspicion (1.1, 5.3)."
DUE = "Sharing with the Home Office is due"


def test_nothing_says_that_sharing_on_a_doubt_is_due(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    assert DUE not in ashdown.reads(f"/cases/{reference}/decide").page, "nobody has said whether it is only a doubt"
    doubt = replace(examples.SUSPICION, certainty=Certainty.DOUBT)
    ashdown.carries(reference, [doubt if isinstance(one, Suspicion) else one for one in examples.ANSWERS])
    for path in ("", "decide", "timeline"):
        page = ashdown.reads(f"/cases/{reference}/{path}").page
        assert DUE not in page
        assert not path or NOT_DUE in page
    assert "There is only a doubt about status" in ashdown.reads(f"/cases/{reference}/decide").page

    suspected = ashdown.opens_a_case()
    ashdown.carries(suspected, examples.ANSWERS)
    assert DUE in ashdown.reads(f"/cases/{suspected}/decide").page, "where it is due, it says so"
