"""What the force released of each year, for whoever asks, without a sign-in: where the force turns that on, and only
what somebody released. Nothing is worked out here, nothing is asked, and nobody is told apart.
"""

from hashlib import sha256
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from proviso.accounts.models import Force
from proviso.accounts.publication_entries import standing_releases
from proviso.casework import clock
from proviso.oversight.publication.releasing import released_publication, shown_digest
from proviso.oversight.publication.year_publication import NotAsReleased, YearPublication
from proviso.web.publishing.published_files import TYPES, file_names, file_of

KEEP_SECONDS = 3600
"""How long a browser, or whatever stands between, may keep a page."""

AT_MOST = 64
"""How many files are kept once they are made."""

_made: dict[str, bytes] = {}


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """The years that were released, the latest first."""
    force = _force()
    years = sorted(standing_releases(force), reverse=True)
    page = render_to_string("publishing/years.jinja", {"force": force.name, "years": years})
    return _answer(request, page.encode(), "years.html", _tag(str(years), force.name))


@require_safe
def file(request: HttpRequest, year: int, name: str) -> HttpResponseBase:
    """A file of a year that was released."""
    try:
        given = released_publication(_force(), year, now=clock.now()) if 2020 <= year <= 2099 else None
    except NotAsReleased as error:
        raise Http404 from error
    if given is None or given.release is None or name not in file_names(year):
        raise Http404
    release = given.release
    tag = _tag(shown_digest(given), release.at.isoformat(), release.withheld, str(release.exemptions), name)
    return _answer(request, _kept(given, name, tag), name, tag)


def _force() -> Force:
    """The force of this service, where it gives what it released to everybody. Raises Http404."""
    force = Force.objects.filter(code=settings.PROVISO_FORCE).first() if settings.PROVISO_FIGURES.public else None
    if force is None:
        raise Http404
    return force


def _tag(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _kept(given: YearPublication, name: str, tag: str) -> bytes:
    """The file, made once for as long as it says the same."""
    if tag not in _made:
        if len(_made) >= AT_MOST:
            _made.clear()
        _made[tag] = file_of(given, name)
    return _made[tag]


def _answer(request: HttpRequest, content: bytes, name: str, tag: str) -> HttpResponseBase:
    response = HttpResponse(content, content_type=TYPES[PurePosixPath(name).suffix])
    answer = get_conditional_response(request, etag=quote_etag(tag), response=response) or response
    answer["ETag"] = quote_etag(tag)
    answer["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
    return answer
