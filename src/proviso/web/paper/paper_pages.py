"""The paper form as a file, for whoever is signed in: it holds nothing of any case."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from proviso.casework import clock
from proviso.web.paper.paper_form import paper_form


@require_safe
def form_pdf(request: HttpRequest) -> HttpResponseBase:
    """The form, to print; in large print where `?large=yes` asks for it."""
    made = paper_form(at=clock.now(), marking=settings.PROVISO_MARKING, large="large" in request.GET)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="proviso-paper-form.pdf"'
    return response
