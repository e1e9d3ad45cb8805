"""The addresses of the pages, by what is done. No name, crime reference or status is ever in an address."""

from django.urls import URLPattern, URLResolver, path

from proviso.notices.words import About
from proviso.web import act_pages, raised_pages, worklists
from proviso.web.administration import page_word_pages, recipient_pages, wording_pages
from proviso.web.asking import case_page, local_questions, part_pages, questions, starting, ways
from proviso.web.correcting import correction_pages
from proviso.web.deciding import decision_pages, package_pages
from proviso.web.equality import assessment_pages
from proviso.web.handing_over import handed_over_page, handover_pages, leaving_pages
from proviso.web.paper import paper_pages
from proviso.web.patterns import note_pages, pattern_pages
from proviso.web.publishing import publication_pages
from proviso.web.record import record_page, timeline
from proviso.web.reviewing import figure_pages, reconciliation_pages
from proviso.web.samples import sample_order_page, sample_pages, sample_review_pages
from proviso.web.sending import acknowledging, call_pages, dispatching, shared_already
from proviso.web.telling import notice_pages as person

CASE = "cases/<str:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", worklists.home, name="home"),
    path("worklist", worklists.show, name="worklist"),
    path("worklist/<str:scope>", worklists.show, name="worklist"),
    path("who-looked", raised_pages.who_looked, name="who-looked"),
    path("who-looked/handed-over", handed_over_page.handed_over, name="handed-over"),
    path("who-looked/<int:row>", raised_pages.raised, name="raised"),
    path("cases/new", starting.start, name="start"),
    path("cases/find", starting.find, name="find"),
    path("record", record_page.record, name="record"),
    path("record/table.csv", record_page.table, name="record_table"),
    path("reconciliations", reconciliation_pages.every, name="reconciliations"),
    path("reconciliations/<str:made>", reconciliation_pages.one, name="reconciliation"),
    path("reconciliations/<str:made>/table.csv", reconciliation_pages.table, name="reconciliation_table"),
    path("reconciliations/<str:made>/<str:about>", reconciliation_pages.found, name="reconciliation_found"),
    path("figures", figure_pages.every, name="figures"),
    path("figures/<str:period>", figure_pages.period, name="figures_of"),
    path("figures/<str:period>/table.csv", figure_pages.table, name="figures_table"),
    path("figures/<str:period>/units/<str:unit>", figure_pages.unit, name="figures_unit"),
    path("equality", assessment_pages.every, name="equality"),
    path("equality/<str:policy>", assessment_pages.one, name="assessment"),
    path("equality/<str:policy>/<str:slug>", assessment_pages.step, name="assessment_step"),
    path("publications", publication_pages.every, name="publications"),
    path("publications/<int:year>", publication_pages.one, name="publication"),
    path("publications/<int:year>/withdraw", publication_pages.withdraw, name="publication_withdraw"),
    path("publications/<int:year>/files/<str:name>", publication_pages.file, name="publication_file"),
    path("samples", sample_pages.every, name="samples"),
    path("samples/order", sample_order_page.order, name="sample_order"),
    path("samples/<str:sample>", sample_pages.one, name="sample"),
    path("samples/<str:sample>/draw.csv", sample_pages.draw, name="sample_draw"),
    path("samples/<str:sample>/cases/<int:place>", sample_review_pages.review, name="sample_review"),
    path("samples/<str:sample>/findings", sample_review_pages.findings, name="sample_findings"),
    path("patterns", pattern_pages.every, name="patterns"),
    path("patterns/notes", note_pages.notes, name="pattern_notes"),
    path("patterns/notes/<int:place>", note_pages.note, name="pattern_note"),
    path("patterns/<str:period>", pattern_pages.period, name="patterns_of"),
    path("patterns/<str:period>/<str:pattern>", pattern_pages.pattern, name="pattern"),
    path("patterns/<str:period>/<str:pattern>/<str:unit>", pattern_pages.unit, name="pattern_unit"),
    path("paper-form.pdf", paper_pages.form_pdf, name="paper_form"),
    path("today", person.today, name="today"),
    path("wordings", wording_pages.wordings, name="wordings"),
    path("wordings/pages", page_word_pages.pages, name="page_words"),
    path("wordings/pages/withdraw", page_word_pages.withdraw, name="page_words_withdraw"),
    path("wordings/<str:language>", wording_pages.wording, name="wording"),
    path("wordings/<str:language>/withdraw", wording_pages.withdraw, name="wording_withdraw"),
    path("recipients", recipient_pages.recipients, name="recipients"),
    path("recipients/propose", recipient_pages.propose, name="recipient_propose"),
    path("recipients/<int:recipient>/approve", recipient_pages.approve, name="recipient_approve"),
    path("recipients/<int:recipient>/withdraw", recipient_pages.withdraw, name="recipient_withdraw"),
    path("handovers/<str:handed>", handover_pages.handover, name="handover"),
    path("leaving", leaving_pages.leaving, name="leaving"),
    path("leaving/<path:owner>", leaving_pages.leaving_of, name="leaving_of"),
    path(CASE, case_page.case, name="case"),
    path(f"{CASE}out-of-unit", starting.out_of_unit, name="out-of-unit"),
    path(f"{CASE}reason", starting.reason, name="case_reason"),
    path(f"{CASE}decide", decision_pages.decide, name="decide"),
    path(f"{CASE}package", package_pages.package, name="package"),
    path(f"{CASE}package.pdf", package_pages.package_pdf, name="package_pdf"),
    path(f"{CASE}package.json", package_pages.package_json, name="package_json"),
    path(f"{CASE}package-preview.pdf", package_pages.package_preview, name="package_preview"),
    path(f"{CASE}send", call_pages.send, name="send"),
    path(f"{CASE}sending", dispatching.sending, name="sending"),
    path(f"{CASE}send/<int:recipient>", dispatching.send_by, name="send_by"),
    path(f"{CASE}file", dispatching.file, name="file"),
    path(f"{CASE}correction/<int:recipient>", correction_pages.correct_by, name="correct_by"),
    path(f"{CASE}call", call_pages.call, name="call"),
    *(path(f"{CASE}notice-{about}", person.notice, {"about": about}, name=f"notice-{about}") for about in About),
    path(f"{CASE}timeline", timeline.timeline, name="timeline"),
    path(f"{CASE}local/<str:fact>", local_questions.local, name="local"),
    path(f"{CASE}already-shared", shared_already.shared_already, name="already-shared"),
    path(f"{CASE}already-shared/<int:place>", shared_already.more_of_one, name="already-shared_of"),
    *(
        path(f"{CASE}{one.slug}", act_pages.act, {"slug": one.slug}, name=one.slug)
        for one in act_pages.FORMS
        if one.slug != shared_already.SLUG
    ),
    *(
        path(f"{CASE}{slug}/<int:place>", acknowledging.about_one, {"slug": slug}, name=f"{slug}_of")
        for slug in acknowledging.EXTRA_CONTEXT
    ),
    path(f"{CASE}parts/<str:slug>", part_pages.part, name="part"),
    path(f"{CASE}way", ways.way, name="way"),
    path(f"{CASE}questions/<str:slug>", questions.question, name="question"),
]
