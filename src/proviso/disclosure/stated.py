"""What a package says of itself, whatever it holds: how far to trust it, how it may be used, what to do if it is wrong.

Data Protection Act 2018, sections 36, 38 and 48. Says where each duty is written; gives no legal advice.
"""

ACCURACY = (
    "A fact is as the person gave it or as this force recorded it. An allegation is what was reported, and is not "
    "proved. A suspicion is not established. An assessment is this force’s judgement, with what it rests on. An "
    "officer read each and decided to share it."
)
COMPLETENESS = (
    "This is what was decided to be shared and nothing more; this force may hold more. Nothing follows from what is "
    "absent."
)
RELIABILITY = (
    "This force has not graded where any of it came from. A fact is as reliable as the person’s own account or this "
    "force’s records, and need not have been held against a document. An allegation is as reliable as whoever reported "
    "it. What a suspicion rests on may be mistaken. Ask this force before you decide anything about the person on it."
)
CURRENCY = (
    "Each says the day on which this force recorded it. A later change is not in here: where anything turns "
    "out to be wrong, this force will tell you, under the same reference."
)
ABOUT_THE_PERSON = (
    "Nothing here makes this person a suspect in the crime, and a suspicion about their immigration status does not "
    "change that they are a victim or a witness."
)

CONDITIONS = (
    "Use this for the purposes named here. Ask this force before you use it for another (section 36).",
    "Keep it within the department named here. Ask this force before you pass it on, unless the law requires you to; "
    "then say so to this force.",
    "Whoever receives it from you receives the marking, these conditions and what is said here of fact and suspicion "
    "with it.",
    "Do not let it show anyone who may harm the person where they are or what they have said.",
)
IF_WRONG = (
    "If anything here looks wrong, incomplete or out of date, tell this force at once and give the reference.",
    "When this force tells you that something was wrong, correct, erase or restrict it wherever you keep it, tell "
    "whoever you passed it to, and confirm to this force that you have (sections 38 and 48).",
    "If it came to you by mistake, tell this force at once, read no further, and do with it what this force asks.",
)
NOT_ADVICE = (
    "Section numbers are of the Data Protection Act 2018 and show where a duty is written. They are not legal advice."
)
