"""The addresses of the pages, by who uses them. No name, crime reference or status is ever in an address."""

from django.urls import URLPattern, URLResolver, path

from proviso.web import worklists
from proviso.web.officer import acts, case, deciding, local, questions, start
from proviso.web.oversight import record
from proviso.web.supervisor import reviews

CASE = "cases/<str:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", worklists.home, name="home"),
    path("worklist", worklists.show, name="worklist"),
    path("worklist/<str:scope>", worklists.show, name="worklist"),
    path("cases/new", start.start, name="start"),
    path("cases/find", start.find, name="find"),
    path("record", record.record, name="record"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}reason", start.reason, name="case_reason"),
    path(f"{CASE}decide", deciding.decide, name="decide"),
    path(f"{CASE}send", deciding.send, name="send"),
    path(f"{CASE}call", deciding.call, name="call"),
    path(f"{CASE}timeline", case.timeline, name="timeline"),
    path(f"{CASE}local/<str:fact>", local.local, name="local"),
    *(path(f"{CASE}{one.slug}", acts.act, {"slug": one.slug}, name=one.slug) for one in acts.ACTS),
    *(path(f"{CASE}{one.slug}", reviews.review, {"slug": one.slug}, name=one.slug) for one in reviews.REVIEWS),
    path(f"{CASE}questions/<str:slug>", questions.question, name="question"),
]
