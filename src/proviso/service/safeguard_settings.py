"""What a force sets of our safeguards: how many decisions, days and looks before somebody else is asked.

The guidance sets none of these numbers.
"""

from pydantic import BaseModel, ConfigDict, Field


class PaceSettings(BaseModel):
    """When decisions to share come so quickly that a supervisor looks before anything leaves (5.5). Our safeguard."""

    model_config = ConfigDict(extra="forbid")

    decisions: int = Field(
        3, ge=2, le=100, description="which decision of one officer within the time calls for a look"
    )
    within_minutes: int = Field(60, ge=0, le=24 * 60, description="the time, in minutes; 0 asks for no look")
    after_opening_minutes: int = Field(
        10, ge=0, le=24 * 60, description="how long after a case is opened a decision calls for a look; 0 asks for none"
    )


class CeilingSettings(BaseModel):
    """How many days ahead a day to review a delay, or to try telling again, can be put. The guidance sets none (7.2,
    9.1): that there is one, and that each further day takes a supervisor, is our safeguard."""

    model_config = ConfigDict(extra="forbid")

    immediate_protection: int = Field(7, ge=1, le=90, description="reviewing a delay for immediate protection (7.2)")
    telling: int = Field(7, ge=1, le=90, description="trying again to tell the person (9.1)")
    other: int = Field(28, ge=1, le=365, description="reviewing a delay for any other reason (7.2)")


class LookingSettings(BaseModel):
    """How much one person may look at within an hour before somebody else is asked. The guidance sets no number: each
    is our safeguard, and the force's own choice."""

    model_config = ConfigDict(extra="forbid")

    openings_an_hour: int = Field(
        10, ge=1, le=1000, description="cases of colleagues that one person opens before a supervisor lets them go on"
    )
    references_an_hour: int = Field(10, ge=1, le=1000, description="crime references that one person asks by")
    openings_a_day: int = Field(
        30,
        ge=1,
        le=10_000,
        description="cases of colleagues within a day that are raised with the data protection officer",
    )
    out_of_unit_an_hour: int = Field(
        3, ge=0, le=100, description="cases of other units that one person opens to protect somebody; 0 lets nobody"
    )
    out_of_unit_look_hours: int = Field(
        24, ge=1, le=24 * 7, description="hours within which somebody takes a second look at such an opening"
    )
