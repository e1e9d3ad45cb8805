"""What a force sets of patterns: from what on something makes one, and in how many days a note is answered."""

from pydantic import BaseModel, ConfigDict, Field


class PatternSettings(BaseModel):
    """From what on something makes a pattern. The guidance sets no number: each is the force's own choice."""

    model_config = ConfigDict(extra="forbid")

    officer_cases: int = Field(
        20, ge=10, le=10_000, description="the fewest cases of one officer that are shown by officer"
    )
    same_words_cases: int = Field(
        3,
        ge=2,
        le=1000,
        description="in how many cases one officer gives a reason word for word before it is a pattern",
    )
    decided_within_minutes: int = Field(
        1, ge=1, le=24 * 60, description="within how many minutes of its opening a case is decided before it is one"
    )
    extended_times: int = Field(3, ge=1, le=100, description="how often a delay is extended before it is one")
    odd_hours_from: int = Field(22, ge=0, le=23, description="the hour of the day from which on hours are odd")
    odd_hours_to: int = Field(6, ge=0, le=23, description="the hour of the day before which they are")
    opened_a_day: int = Field(
        10, ge=2, le=1000, description="cases never theirs that one officer opens in a day before it is a pattern"
    )
    refusal_hours: int = Field(
        24, ge=1, le=24 * 7, description="hours after a refusal within which opening another case is one"
    )
    answer_days: int = Field(14, ge=1, le=365, description="days within which a unit answers a note about a pattern")
