"""The service's addresses with three pages more: a question, one that needs a fresh password, and one that breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from proviso.web.signing_in.gate import reauthenticate_within
from proviso.web.signing_in.retained_answers import typed_before

SECRET_WORDS = "Amara lives at the refuge"


def question(request: HttpRequest) -> HttpResponse:
    """Shows what was typed, as a question page does."""
    typed = request.POST if request.method == "POST" else typed_before(request)
    return HttpResponse(f"saved={request.method == 'POST'} typed={typed['answer'] if typed else ''}")


@reauthenticate_within()
def send(request: HttpRequest) -> HttpResponse:
    """Answers only an officer who has just given the password."""
    return question(request)


def breaks(_request: HttpRequest) -> HttpResponse:
    """A fault whose words hold what somebody typed."""
    raise ValueError(SECRET_WORDS)


urlpatterns = [
    path("question/1", question, name="question"),
    path("question/2", question),
    path("send/1", send),
    path("breaks", breaks),
    path("", question),
    path("", include("proviso.service.urls")),
]

handler400 = "proviso.web.errors.not_understood"
handler403 = "proviso.web.errors.refused"
handler404 = "proviso.web.errors.not_found"
handler429 = "proviso.web.errors.too_many"
handler500 = "proviso.web.errors.broken"
