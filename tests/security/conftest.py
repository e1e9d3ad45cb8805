"""The people, the clock and the browsers of the other tests."""

from tests.casework.conftest import colleague as colleague
from tests.casework.conftest import force as force
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.web.conftest import browse as browse
from tests.web.conftest import cases as cases
from tests.web.conftest import elsewhere as elsewhere
from tests.web.conftest import officer as officer
