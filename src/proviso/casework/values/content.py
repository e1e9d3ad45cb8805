"""What: basic information, field by field, and additional information, off unless needed (6.1, 6.2)."""

from proviso.casework.values.value import FOR_BOTH, Choice, Value, ask


class BasicField(Choice):
    """The five fields of basic information, in the order of 6.1."""

    NAME = "name", "Name"
    DATE_OF_BIRTH = "date_of_birth", "Date of birth"
    ADDRESS = "address", "Address or location"
    CRIME_TYPE = "crime_type", "Type of crime"
    SUSPICION = "suspicion", "That they are suspected of being an immigration offender"


class Include(Choice):
    """Usually shared is not always shared (6.1)."""

    SHARE = "share", "Share it"
    LEAVE_OUT = "leave_out", "Leave it out"


class Omission(Choice):
    """Ready reasons for leaving a field out."""

    CONFIDENTIAL = "confidential", "It is a refuge or other confidential address"
    RISK = "risk", "Sharing it could put them or someone else at risk"
    NOT_KNOWN = "not_known", "It is not known"
    NOT_NEEDED = "not_needed", "It is not needed for the purpose"


def _include(basic: BasicField) -> Include | None:
    choice: Include | None = ask(basic.label, f"Select whether to share it: {basic.label[0].lower()}{basic.label[1:]}")
    return choice


def _omitted(basic: BasicField) -> Omission | None:
    reason: Omission | None = ask(
        "Why leave it out?",
        f"Select why it is left out: {basic.label[0].lower()}{basic.label[1:]}",
        only_where=(basic.value, Include.LEAVE_OUT),
    )
    return reason


class BasicInformation(Value):
    """The five fields, each chosen one by one; the values themselves are those already recorded."""

    kind = "basic_information_chosen"

    name: Include | None = _include(BasicField.NAME)
    name_omitted: Omission | None = _omitted(BasicField.NAME)
    date_of_birth: Include | None = _include(BasicField.DATE_OF_BIRTH)
    date_of_birth_omitted: Omission | None = _omitted(BasicField.DATE_OF_BIRTH)
    address: Include | None = _include(BasicField.ADDRESS)
    address_omitted: Omission | None = _omitted(BasicField.ADDRESS)
    crime_type: Include | None = _include(BasicField.CRIME_TYPE)
    crime_type_omitted: Omission | None = _omitted(BasicField.CRIME_TYPE)
    suspicion: Include | None = _include(BasicField.SUSPICION)
    suspicion_omitted: Omission | None = _omitted(BasicField.SUSPICION)

    @property
    def shared(self) -> tuple[BasicField, ...]:
        """The fields that would be shared, in order."""
        return tuple(basic for basic in BasicField if getattr(self, basic.value) is Include.SHARE)


class Additional(Choice):
    """Kinds of additional information, as 6.2 gives them for instance; none is the usual answer."""

    NOTHING = "nothing", "Nothing more"
    ALLEGATION = "allegation", "The nature and gravity of the allegation"
    MEASURES = "measures", "Protective measures"
    INVESTIGATION = "investigation", "The investigation"
    ASSISTING = "assisting", "How the person is helping the investigation"
    OTHER = "other", "Something else"


def _words(item: Additional) -> str | None:
    words: str | None = ask(
        "What exactly would be shared",
        f"Enter what exactly would be shared: {item.label[0].lower()}{item.label[1:]}",
        hint="As little as serves the purpose. Nothing that names another person",
        only_where=("wanted", item),
        long=True,
        most=600,
        heard_by=FOR_BOTH,
    )
    return words


def _needed(item: Additional) -> str | None:
    words: str | None = ask(
        "Why is it needed?",
        f"Enter why it is needed: {item.label[0].lower()}{item.label[1:]}",
        only_where=("wanted", item),
        most=300,
        reason=True,
    )
    return words


class AdditionalInformation(Value):
    """What else would be shared, each with why it is needed."""

    kind = "additional_information_chosen"

    wanted: tuple[Additional, ...] = ask(
        "Is anything more needed than the basic information?",
        "Select “Nothing more”, or what is needed",
        hint="“Nothing more” is a good answer",
        exclusive=Additional.NOTHING,
    )
    allegation: str | None = _words(Additional.ALLEGATION)
    allegation_needed: str | None = _needed(Additional.ALLEGATION)
    measures: str | None = _words(Additional.MEASURES)
    measures_needed: str | None = _needed(Additional.MEASURES)
    investigation: str | None = _words(Additional.INVESTIGATION)
    investigation_needed: str | None = _needed(Additional.INVESTIGATION)
    assisting: str | None = _words(Additional.ASSISTING)
    assisting_needed: str | None = _needed(Additional.ASSISTING)
    other: str | None = _words(Additional.OTHER)
    other_needed: str | None = _needed(Additional.OTHER)

    @property
    def items(self) -> tuple[tuple[Additional, str], ...]:
        """Each item that would be shared, with its exact words."""
        return tuple((item, getattr(self, item.value)) for item in self.wanted if item is not Additional.NOTHING)
