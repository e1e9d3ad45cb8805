"""The addresses of the pages, by who uses them. No name, crime reference or status is ever in an address."""

from django.urls import URLPattern, URLResolver, path

from proviso.notices.words import About
from proviso.web import worklists
from proviso.web.administration import recipients
from proviso.web.officer import (
    acknowledging,
    acts,
    case,
    correcting,
    deciding,
    dispatching,
    local,
    package,
    questions,
    start,
)
from proviso.web.oversight import reconciliations, record, wordings
from proviso.web.person import views as person
from proviso.web.supervisor import reviews

CASE = "cases/<str:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", worklists.home, name="home"),
    path("worklist", worklists.show, name="worklist"),
    path("worklist/<str:scope>", worklists.show, name="worklist"),
    path("cases/new", start.start, name="start"),
    path("cases/find", start.find, name="find"),
    path("record", record.record, name="record"),
    path("reconciliations", reconciliations.every, name="reconciliations"),
    path("reconciliations/<str:made>", reconciliations.one, name="reconciliation"),
    path("reconciliations/<str:made>/table.csv", reconciliations.table, name="reconciliation_table"),
    path("reconciliations/<str:made>/<str:about>", reconciliations.found, name="reconciliation_found"),
    path("today", person.today, name="today"),
    path("wordings", wordings.wordings, name="wordings"),
    path("wordings/<str:language>", wordings.wording, name="wording"),
    path("wordings/<str:language>/withdraw", wordings.withdraw, name="wording_withdraw"),
    path("recipients", recipients.recipients, name="recipients"),
    path("recipients/propose", recipients.propose, name="recipient_propose"),
    path("recipients/<int:recipient>/approve", recipients.approve, name="recipient_approve"),
    path("recipients/<int:recipient>/withdraw", recipients.withdraw, name="recipient_withdraw"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}reason", start.reason, name="case_reason"),
    path(f"{CASE}decide", deciding.decide, name="decide"),
    path(f"{CASE}package", package.package, name="package"),
    path(f"{CASE}package.pdf", package.package_pdf, name="package_pdf"),
    path(f"{CASE}package.json", package.package_json, name="package_json"),
    path(f"{CASE}package-preview.pdf", package.package_preview, name="package_preview"),
    path(f"{CASE}send", deciding.send, name="send"),
    path(f"{CASE}sending", dispatching.sending, name="sending"),
    path(f"{CASE}send/<int:recipient>", dispatching.send_by, name="send_by"),
    path(f"{CASE}file", dispatching.file, name="file"),
    path(f"{CASE}correction/<int:recipient>", correcting.correct_by, name="correct_by"),
    path(f"{CASE}call", deciding.call, name="call"),
    *(path(f"{CASE}notice-{about}", person.notice, {"about": about}, name=f"notice-{about}") for about in About),
    path(f"{CASE}timeline", case.timeline, name="timeline"),
    path(f"{CASE}local/<str:fact>", local.local, name="local"),
    *(path(f"{CASE}{one.slug}", acts.act, {"slug": one.slug}, name=one.slug) for one in acts.ACTS),
    *(
        path(f"{CASE}{slug}/<int:place>", acknowledging.about_one, {"slug": slug}, name=f"{slug}_of")
        for slug in acknowledging.BY_SLUG
    ),
    *(path(f"{CASE}{one.slug}", reviews.review, {"slug": one.slug}, name=one.slug) for one in reviews.REVIEWS),
    path(f"{CASE}questions/<str:slug>", questions.question, name="question"),
]
