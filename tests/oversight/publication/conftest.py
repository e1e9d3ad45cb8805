"""A force whose year has figures, and what would be given out of it."""

import pytest

from proviso.accounts.models import Force
from proviso.oversight.publication.releasing import publication_of
from proviso.oversight.publication.year_publication import YearPublication
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.oversight.figures.conftest import MUCH_LATER, Filled
from tests.oversight.figures.conftest import filled as filled


@pytest.fixture
def draft(force: Force, filled: Filled) -> YearPublication:
    """2026, which nobody has released."""
    filled(200)
    return publication_of(force, 2026, now=MUCH_LATER)
