"""What of dip samples waits for somebody, at the head of their worklist: cases to review, findings to read."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.oversight.samples.sample_acts import MAY_ORDER, to_note, up_to_date
from proviso.oversight.samples.sample_reviewers import waiting_for
from proviso.web.case_access import officer_of
from proviso.web.design.page_addresses import reverse


def samples_to_do(request: HttpRequest) -> list[dict[str, str]]:
    """What waits for whoever asks, a line a sample, each with where it is done."""
    officer = officer_of(request)
    if officer.role not in MAY_ORDER:
        return []
    force = officer.unit.force
    samples = up_to_date(force, now=clock.now())
    cases: dict[str, int] = {}
    for sample, _case in waiting_for(force, officer.staff_number, samples):
        cases[sample.reference] = cases.get(sample.reference, 0) + 1
    lines = [
        {
            "words": ngettext("Review %(n)d case of %(sample)s", "Review %(n)d cases of %(sample)s", many)
            % {"n": many, "sample": reference},
            "href": reverse("sample", args=[reference]),
        }
        for reference, many in cases.items()
    ]
    if officer.role == Role.SUPERVISOR:
        lines += [
            {
                "words": _("Read what was found about your unit’s cases in %(sample)s") % {"sample": one.reference},
                "href": reverse("sample_findings", args=[one.reference]),
            }
            for one in to_note(force, officer.unit.code, samples)
        ]
    return lines
