"""What stands at the foot of every sheet that is printed: by whom, and as at which moment (print.css puts it there)."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer
from proviso.casework import clock
from proviso.web.design.moments import moment


def printed_words(request: HttpRequest) -> str:
    """Who had this page printed, by staff number, and when it was made: what is on paper is as it was then."""
    at = moment(clock.now())
    who = getattr(request, "user", None)
    if isinstance(who, Officer):
        return _("Printed by %(who)s, as at %(at)s") % {"who": who.staff_number, "at": at}
    return _("Printed as at %(at)s") % {"at": at}
