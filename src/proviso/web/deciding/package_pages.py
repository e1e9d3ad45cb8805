"""The package before somebody's eyes: as it would be, and as it was decided, as a page and as JSON (5.5, 8.1).

Made again for nobody: after the decision these are the bytes that were kept with it.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.casework.reading.decision_in_force import last_decided
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.decide_package import PackageCannotBeShown, preview
from proviso.disclosure.stored_packages import PackageChanged, PackageNotKept, StoredPackage, stored_package
from proviso.web.case_access import page_of, with_case


@require_safe
@with_case
def package(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """What was decided last, or what would leave; and its renderings."""
    return _page(request, opened)


@require_safe
@with_case
def package_pdf(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """The page that was kept with the decision; where there is none, the words that say so."""
    held, fault = _held(opened)
    return _file(opened, held.document, "pdf") if held else _page(request, opened, fault)


@require_safe
@with_case
def package_json(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """The JSON that was kept with the decision; where there is none, the words that say so."""
    held, fault = _held(opened)
    return _file(opened, held.data, "json") if held else _page(request, opened, fault)


@require_safe
@with_case
def package_preview(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """All that is proposed as a page, marked as not decided; where nothing is, the words that say so."""
    proposal = proposal_of(opened.case)
    if not proposal.content:
        return _page(request, opened, _("No information is chosen, so there is nothing to show yet."))
    try:
        return _file(opened, preview(opened), "pdf", "-not-decided")
    except PackageCannotBeShown as unshown:
        return _page(request, opened, str(unshown))


def _held(opened: OpenCase) -> tuple[StoredPackage | None, str]:
    decided = last_decided(opened.case)
    if decided is None:
        return None, _("Nothing is decided to be shared, so no package is kept.")
    try:
        return stored_package(opened, decided.value.package or ""), ""
    except PackageNotKept:
        return None, _("No package is kept with this decision: it was made before packages were, or not by this page.")
    except PackageChanged:
        return None, _(
            "What is kept is not what was decided: somebody changed it, or a disk failed. Send nothing, "
            "withdraw the decision, and tell the people who run the service."
        )


def _file(opened: OpenCase, content: bytes, kind: str, aside: str = "") -> HttpResponse:
    """Named by the case's opaque reference and nothing else. The page opens in the browser; JSON is saved."""
    response = HttpResponse(content, content_type=f"application/{kind}")
    how = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{opened.case.reference}{aside}.{kind}"'
    return response


def _page(request: HttpRequest, opened: OpenCase, fault: str = "") -> HttpResponse:
    case, proposal = opened.case, proposal_of(opened.case)
    decided = last_decided(case)
    context: dict[str, object] = page_of(
        request,
        case=case,
        decided=decided,
        proposed=proposal.content,
        moved=decided is None or not proposal.is_known_by(decided.value.digest),
        fault=fault,
    )
    return render(request, "deciding/package.jinja", context)
