"""The pages of sending without a call, of correcting, and of the force's list of recipients, in their states."""

from proviso.demonstration.force import ASHDOWN, BRAMBLE, LARCH, MAPLE
from tests.journeys.visiting import CLOSED_ONLY, EMPTY_THEN_ERROR, FILLED_ONLY, Visit, answering, pressing, stay

NEW, DECIDED, FILLED, CLOSED, WRONG = "NEW", "NM-10407", "NM-10297", "NM-10203", "NM-10310"
UNCLEAR, WAITS, BY_HAND, CORRECTING = "NM-10423", "NM-10425", "NM-10427", "NM-10431"
SENDING_CASES = (UNCLEAR, WAITS, BY_HAND, CORRECTING)

SENDING = (
    Visit(f"cases/{DECIDED}/send/2", BRAMBLE, FILLED_ONLY),  # the policies that were adopted no longer allow it
    Visit(f"cases/{NEW}/sending", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{WAITS}/sending", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{BY_HAND}/sending", BRAMBLE, FILLED_ONLY),
    Visit(f"cases/{UNCLEAR}/sending", BRAMBLE, FILLED_ONLY),
    Visit(f"cases/{NEW}/file", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{BY_HAND}/file", BRAMBLE, FILLED_ONLY),
    Visit(f"cases/{WAITS}/cancel-sending", ASHDOWN, EMPTY_THEN_ERROR),
    Visit(f"cases/{BY_HAND}/delivered", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{UNCLEAR}/settle-sending", BRAMBLE, EMPTY_THEN_ERROR),
    *(
        Visit(f"cases/{CLOSED}/{page}", ASHDOWN, CLOSED_ONLY)
        for page in ("send/2", "sending", "file", "cancel-sending", "delivered", "settle-sending")
    ),
)

CORRECTING_VISITS = (
    Visit(f"cases/{FILLED}/found-wrong", ASHDOWN, EMPTY_THEN_ERROR),
    Visit(f"cases/{CORRECTING}/correction", BRAMBLE, FILLED_ONLY),
    Visit(f"cases/{CORRECTING}/cancel-correction", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{CORRECTING}/acknowledgement", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{CORRECTING}/came-back", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{CORRECTING}/acknowledgement/20", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{CORRECTING}/came-back/20", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{WRONG}/tell-correction", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{WRONG}/correction", BRAMBLE, EMPTY_THEN_ERROR),
    *(Visit(f"cases/{FILLED}/{slug}", ASHDOWN, CLOSED_ONLY) for slug in ("acknowledgement", "correction")),
    Visit(f"cases/{WRONG}/correction/2", BRAMBLE, {"filled": stay, "error": pressing("Send the correction")}),
    *(
        Visit(f"cases/{CLOSED}/{slug}", ASHDOWN, CLOSED_ONLY)
        for slug in (
            "found-wrong", "tell-correction", "correction/2", "cancel-correction", "came-back", "came-back/20",
            "acknowledgement/20",
        )
    ),
)  # fmt: skip

RECIPIENTS = (
    Visit("recipients", LARCH, FILLED_ONLY),
    Visit("recipients", ASHDOWN, CLOSED_ONLY),
    Visit("recipients/propose", LARCH, {"empty": stay, "error": pressing("Propose it")}),
    Visit(
        "recipients/propose",
        LARCH,
        {
            "done": answering(
                {
                    "Which part of the Home Office?": "Border Force",
                    "What is it called on the list?": "A line that is invented",
                    "How is it reached?": {"Telephone": {"Telephone number": "01632 960 012"}},
                },
                "Propose it",
            )
        },
    ),
    Visit("recipients/4/approve", LARCH, CLOSED_ONLY),
    Visit("recipients/4/approve", MAPLE, {"filled": stay, "done": pressing("Approve it")}),
    Visit("recipients/2/approve", MAPLE, CLOSED_ONLY),
    Visit("recipients/4/withdraw", LARCH, {"empty": stay, "error": pressing("Take it off")}),
)

SENDING_VISITS = (*SENDING, *CORRECTING_VISITS, *RECIPIENTS)
