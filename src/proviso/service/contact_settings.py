"""What a force sets of how it is reached, for letters and packages (Data Protection Act 2018 s.44)."""

from pydantic import BaseModel, ConfigDict, Field


class ContactSettings(BaseModel):
    """How the force is reached, as letters and packages say it. The Data Protection Act 2018 s.44 asks that a person is
    told it; none of it has a default, and what is not set is said to be missing."""

    model_config = ConfigDict(extra="forbid")

    controller: str = Field(
        "", max_length=120, description="who by law is in charge of what the force holds, as a letter names them"
    )
    force: str = Field("", max_length=500, description="how a person reaches the force, a line for each way")
    data_protection_officer: str = Field(
        "", max_length=500, description="how a person reaches the force’s data protection officer, a line for each way"
    )
    information_commissioner: str = Field(
        "", max_length=500, description="how a person reaches the Information Commissioner, a line for each way"
    )
    recipients: str = Field(
        "", max_length=500, description="how whoever received a package reaches the force, a line for each way"
    )
    crime_reference_in_packages: bool = Field(
        False, description="whether a package names the crime reference, so that the recipient can ask about it"
    )
