"""What a supervisor's reviews are about: it stands beside the form of each (5.2, 7.2). The reviews are rows of the
registry; nobody reviews a case of their own.
"""

from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import Timing
from proviso.web.act_page import recorded

EXTRA_CONTEXT = {
    "breach-review": recorded(Suspicion),
    "source": recorded(Suspicion),
    "delay-review": recorded(Timing),
    "late-disclosure-review": recorded(AlreadyShared),
}
"""By the slug of the review."""
