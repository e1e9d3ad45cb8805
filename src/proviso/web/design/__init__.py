"""What pages are made of: GOV.UK components, our own few, the form adapter and the headers that guard them.

To add a question page
    1. Write the value in `casework/values`: each field carries its question (`ask`), in the words of the page.
    2. In the view, make the form from it and hand it to the act::

           Form = form_for(Suspicion)

           def suspicion(request: HttpRequest, reference: str) -> HttpResponse:
               case = ...
               form = Form(request.POST or None, answered=case.suspicion, seq=case.seq)
               if form.is_valid():
                   record_suspicion(case, form.value(), seq=form.seq())
                   return redirect(...)
               return render(request, "asking/question.jinja", {"form": form, "heading": _("..."), ...})

    3. Let the template extend `design/question.jinja`: it shows the error summary, the questions and, in its block
       `policy`, the panel. Where an act refuses with `ValueRefused` after the form was valid, `form.refuse(refused)`
       puts each refusal at its question.

A value with one question makes that question the page's heading; with several, pass `heading`. Nothing is written
twice: labels, hints, limits and errors are the value's. Every template opens with a comment that says what it is and
names what it is given ("Takes: form. May take: caption."); a test holds it to that. A name that is missing stops the
page and never renders blank, and a test refuses options that a component does not have.
"""
