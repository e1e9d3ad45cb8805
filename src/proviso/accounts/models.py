"""Who works here: a force, its units, its officers and what each is there to do.

A role decides which cases can be opened and which acts done (`casework.access`); nobody has two.
"""

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from proviso.accounts.channel_codes import Channel
from proviso.accounts.staff_numbers import reject_unclear
from proviso.accounts.visible_names import reject_unseen


class Role(models.TextChoices):
    """What a person is there to do. "Officer" is a police officer or civilian staff, as in 1.1."""

    OFFICER = "officer", "Officer"
    SUPERVISOR = "supervisor", "Supervisor"
    DISCLOSURE_DESK = "disclosure_desk", "Disclosure desk"
    VULNERABILITY_LEAD = "vulnerability_lead", "Vulnerability lead"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Data protection officer"
    AUDITOR = "auditor", "Auditor"
    POLICY_OWNER = "policy_owner", "Policy owner"
    ADMINISTRATOR = "administrator", "Administrator"


class Jurisdiction(models.TextChoices):
    """Where the force polices: the equality duty differs (11.1)."""

    ENGLAND_WALES = "england_wales", "England and Wales"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"


class VisiblyNamed(models.Model):
    """What people know by a name: nothing in it is unseen, nor in any other of the `VISIBLE` columns."""

    VISIBLE: ClassVar[tuple[str, ...]] = ("name",)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """As Django asks of it; and a name is one that can be seen. Raises ValidationError."""
        super().clean()
        reject_unseen({column: getattr(self, column) for column in self.VISIBLE})


class Force(VisiblyNamed):
    """A police force: one log of the record, one set of local policies."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    jurisdiction = models.CharField(max_length=20, choices=Jurisdiction.choices)
    local_policies = models.JSONField(default=list, blank=True)
    equality_assessment_current = models.BooleanField(null=True, blank=True)
    equality_assessments = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(VisiblyNamed):
    """A team within a force. Its supervisors see its cases; nobody else's do."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["force", "code"], name="unit_code_within_force")]

    def __str__(self) -> str:
        return self.name


class Listed(models.TextChoices):
    """How a recipient stands on the force's list. Only an approved one can be sent anything."""

    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Recipient(VisiblyNamed):
    """Somebody in the Home Office who can be sent something. The list is the force's; no address is typed elsewhere.

    `department` is a code of `casework.values.timing.Department`. `address` is a telephone number or a mailbox, empty
    for a file by hand. `certificate` (PEM) is what a message or a file to them is encrypted to. What is approved is
    never changed: another takes its place.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="recipients")
    department = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Channel])
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=254, blank=True)
    certificate = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=Listed.choices, default=Listed.PROPOSED)
    proposed_by = models.CharField(max_length=20)
    approved_by = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(channel__in=[one.value for one in Channel]), name="recipient_channel_is_known"
            ),
            models.CheckConstraint(condition=models.Q(state__in=Listed.values), name="recipient_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state=Listed.APPROVED) | ~models.Q(approved_by=models.F("proposed_by")),
                name="nobody_approves_their_own_recipient",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def by(self) -> Channel:
        """The channel by which it is reached."""
        return Channel(self.channel)


class OfficerManager(BaseUserManager["Officer"]):
    """Makes officers and finds them by staff number; the password is always hashed.

    Nothing here is an entry of the record: `accounts.force_changes` is how an officer is added to a force, and
    one who was made otherwise cannot sign in.
    """

    def get_queryset(self) -> models.QuerySet["Officer"]:
        """Officers with their unit and force: nobody is known without them, on any page."""
        return super().get_queryset().select_related("unit__force")

    def get_by_natural_key(self, username: str | None) -> "Officer":
        """The officer with this staff number, in whichever case it was typed."""
        return self.get(staff_number__iexact=username)

    # Any, as Django has it: each of `fields` is of the type of its column, and `full_clean` checks it.
    def create_user(self, staff_number: str, password: str, **fields: Any) -> "Officer":
        """Create and save an officer who can sign in."""
        officer = self.model(staff_number=staff_number, **fields)
        officer.set_password(password)
        officer.full_clean()
        officer.save()
        return officer


class Officer(VisiblyNamed, AbstractBaseUser):
    """Somebody who can sign in, known by staff number. `rank` is a code of the force's own list (a setting), empty
    where none is given; it gives no access, and what a local policy leaves to a senior officer goes by it."""

    VISIBLE = ("staff_number", "name")

    staff_number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="officers")
    is_active = models.BooleanField(default=True)
    rank = models.CharField(max_length=40, blank=True, default="")

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role", "unit"]

    objects: ClassVar[OfficerManager] = OfficerManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="officer_has_a_known_role"),
            models.UniqueConstraint(
                Lower("staff_number"),
                name="staff_number_once",
                violation_error_message="Another officer has this staff number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.staff_number})"

    def clean(self) -> None:
        """As of every name; and the number could be nobody else's. Raises ValidationError."""
        super().clean()
        others = Officer.objects.exclude(pk=self.pk).order_by("staff_number")
        reject_unclear(self.staff_number, others.values_list("staff_number", flat=True))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. Unlike Django's own, it stores none anew: a password that no entry of the
        force's log set would not count."""
        return check_password(raw_password, self.password)

    @property
    def force(self) -> Force:
        """The force that the officer's unit belongs to."""
        return self.unit.force


class ApprovedWording(models.Model):
    """One language's words for the person that the force has approved: exactly these, known by their digest.

    What was approved before is in the force's log; only what holds now is here.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="approved_wordings")
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    checked_by = models.CharField(max_length=120)
    approved_by = models.CharField(max_length=20)
    approved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["force", "language"], name="one_approval_a_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.checked_by}"


class Counted(models.TextChoices):
    """What failed attempts are counted by. The last two only say, for the summary, who and where was seen."""

    UNKNOWN_DEVICE = "unknown_device"
    KNOWN_DEVICE = "known_device"
    ADDRESS = "address"
    SIGN_IN_PAGE = "sign_in_page"
    CONFIRMATION = "confirmation"
    SEEN_NUMBER = "seen_number"
    SEEN_ADDRESS = "seen_address"


class FailedAttempts(models.Model):
    """When attempts failed lately, for one number, device, address or session: one count for every process at once.

    It holds digests under the service's own secret and times: no staff number, nothing that was typed.
    """

    counted = models.CharField(max_length=20, choices=Counted.choices)
    whom = models.CharField(max_length=64)
    number = models.CharField(max_length=64, blank=True, db_index=True)
    times = models.JSONField(default=list)
    last = models.FloatField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["counted", "whom"], name="one_count_for_each")]

    def __str__(self) -> str:
        return f"{self.counted}: {len(self.times)}"


class FailurePeriod(models.Model):
    """The minutes over which a force's failed sign-ins are being summed up, and the sums so far."""

    force = models.OneToOneField(Force, on_delete=models.PROTECT, related_name="failure_period")
    began_at = models.FloatField()
    failures = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    holds = models.PositiveIntegerField(default=0)
    held = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.failures + self.refused} since {self.began_at}"
