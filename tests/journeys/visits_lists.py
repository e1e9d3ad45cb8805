"""The pages of lists and of the record, in their states: all of it, what was asked for, what cannot be asked."""

from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, FENNEL, GORSE, HAZEL, IRIS, JUNIPER, LARCH
from tests.journeys.visiting import CLOSED_ONLY, FILLED_ONLY, NOBODY, Visit, answering, pressing, stay

RAISED = "909090"
"""Something that is raised with the supervisor of the north: in an address, for its own number."""

SAMPLE, SAMPLE_OVER = "SAMPLE", "SAMPLE_OVER"
"""A dip sample of which the data protection officer has cases to review, and one whose reviews are over."""

LISTS = (
    Visit("samples", IRIS, FILLED_ONLY),
    Visit("samples/order", HAZEL, {"empty": stay, "error": pressing("Order it")}),
    Visit(f"samples/{SAMPLE}", HAZEL, FILLED_ONLY),
    Visit(f"samples/{SAMPLE_OVER}", IRIS, FILLED_ONLY),
    Visit(f"samples/{SAMPLE}/cases/1", HAZEL, {"empty": stay, "error": pressing("Record what I found")}),
    Visit(f"samples/{SAMPLE_OVER}/findings", CLOVER, {"filled": stay, "error": pressing("Record it")}),
    Visit(f"samples/{SAMPLE}/draw.csv", ASHDOWN, CLOSED_ONLY),
    Visit("paper-form.pdf", NOBODY, CLOSED_ONLY),
    Visit("sign-in/go-on", LARCH, {"empty": stay}),
    Visit("language", LARCH, {"empty": stay}),
    Visit("", LARCH, {"empty": stay}),
    Visit("worklist", ASHDOWN, FILLED_ONLY),
    Visit("worklist/own", BRAMBLE, FILLED_ONLY),
    Visit(
        "worklist/unit",
        CLOVER,
        {"filled": stay, "error": answering({"Officer (staff number)": "the night shift"}, "Show")},
    ),
    Visit("worklist/reviews", CLOVER, FILLED_ONLY),
    Visit("worklist/own", CLOVER, {"empty": stay}),
    Visit("leaving", CLOVER, FILLED_ONLY),
    Visit(f"leaving/{BRAMBLE}", CLOVER, {"empty": stay, "error": pressing("Hand them over")}),
    Visit("worklist/desk", FENNEL, FILLED_ONLY),
    Visit("worklist/vulnerability", GORSE, FILLED_ONLY),
    Visit("worklist/data_protection", HAZEL, FILLED_ONLY),
    Visit("who-looked", GORSE, {"empty": stay}),
    Visit("who-looked", CLOVER, FILLED_ONLY),
    Visit("who-looked/handed-over", HAZEL, {"empty": stay}),
    Visit(f"who-looked/{RAISED}", CLOVER, {"empty": stay, "error": pressing("I have looked at it")}),
    Visit(
        "record",
        IRIS,
        {
            "filled": stay,
            "error": answering({"Day": "31 02 2026", "Case": "the burglary"}, "Show"),
            "empty": answering({"Day": "1 1 1971", "Case": ""}, "Show"),
        },
    ),
    Visit("record", HAZEL, FILLED_ONLY),
    Visit("record", ASHDOWN, CLOSED_ONLY),
    Visit("record/table.csv", ASHDOWN, CLOSED_ONLY),
    Visit("nowhere", ASHDOWN, CLOSED_ONLY),
    Visit("nowhere", NOBODY, CLOSED_ONLY),
)

PAGE_WORDS = (
    Visit(
        "wordings/pages",
        JUNIPER,
        {
            "empty": stay,
            "error": pressing("Approve these words"),
            "done": answering(
                {
                    "Who checked it?": "Mx Invented Llwyd",
                    "Why can officers rely on it?": "Two translators read every page against the English",
                },
                "Approve these words",
            ),
        },
    ),
    Visit("wordings/pages", JUNIPER, FILLED_ONLY),
    Visit(
        "wordings/pages/withdraw",
        JUNIPER,
        {
            "filled": stay,
            "error": pressing("Withdraw the approval"),
            "done": answering(
                {"What is wrong with the words?": "A plural is wrong on the worklist"}, "Withdraw the approval"
            ),
        },
    ),
    Visit("wordings/pages/withdraw", JUNIPER, {"empty": stay}),
    Visit("wordings/pages/withdraw", ASHDOWN, CLOSED_ONLY),
)
"""The words of the pages in Welsh: a draft, approved, and a draft again."""
