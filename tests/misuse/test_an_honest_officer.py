"""The measure of every safeguard: what a plain case costs an officer who does as the guidance asks, in pages."""

from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders

PAGES = 37
"""Pages asked for and forms posted, from opening a plain case to its being shared: what it took before all of this."""


def test_a_plain_case_is_shared_on_no_more_pages_than_before(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    before = ashdown.pages
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.ANSWERS)
    ashdown.decides(reference, "The marker is old and only the Home Office can say whether it stands")
    assert ashdown.rings(reference).headers["Location"] == f"/cases/{reference}/"
    assert ashdown.pages - before <= PAGES
    assert "It is shared, and on the record" in ashdown.reads(f"/cases/{reference}/").page
