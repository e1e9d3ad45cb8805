"""What a force sets of its figures: how few are too few to be shown, and when a period is given (our safeguard)."""

from pydantic import BaseModel, ConfigDict, Field


class FigureSettings(BaseModel):
    """How figures are kept from betraying anybody. The guidance sets no number."""

    model_config = ConfigDict(extra="forbid")

    threshold: int = Field(5, ge=5, le=100, description="a count of fewer cases than this is not shown, nor is none")
    settling_days: int = Field(
        28, ge=0, le=365, description="how many days after a period has ended its figures are given, once and for all"
    )
    public: bool = Field(
        False, description="give whoever asks, without a sign-in, the years’ publications that somebody released"
    )
