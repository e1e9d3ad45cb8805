"""What the columns of the table mean, for machines: metadata of “CSV on the Web” (a W3C recommendation of 2015).

By that standard it lies beside the table, under its name and `-metadata.json`.
"""

import json

from proviso.oversight.figures.told_figures import CONFIDENTIAL, HEAD, stated
from proviso.oversight.publication.spreadsheet import NUMBERS, title_of
from proviso.oversight.publication.year_publication import YearPublication

MEANS = (
    "The period, by the day on which a case was opened",
    "The force, or one of its units",
    "What is counted",
    "The paragraph of the guidance of April 2020 that it is about",
    "Of which cases it is counted",
    "Which of them are counted in this line",
    "What is counted",
    "How many, rounded to a multiple of five",
    "How many cases it is counted of, rounded to a multiple of five",
    "The share in per cent, made of the two rounded numbers",
)


def csv_metadata(given: YearPublication, table: str) -> str:
    """The metadata of the table of this name, as JSON."""
    columns = [
        {
            "titles": title,
            "name": title.lower().replace(" ", "_"),
            "dc:description": means,
            "datatype": "integer" if place >= NUMBERS else "string",
            **({"null": CONFIDENTIAL} if place >= NUMBERS else {}),
        }
        for place, (title, means) in enumerate(zip(HEAD, MEANS, strict=True))
    ]
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": table,
        "dc:title": title_of(given),
        "dc:publisher": given.force,
        "dc:issued": f"{given.found.made_at:%Y-%m-%d}",
        "dc:description": stated(given.found.threshold),
        "tableSchema": {"columns": columns},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
