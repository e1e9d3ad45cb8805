"""The tables of the record: entry, leaf, node, head and copy in one database, wrapped keys in another.

Rows are written by `append` and by `erase`, in plain SQL; triggers refuse every other change (`triggers`). Carries out
section 10; holds no rule about cases.
"""

from typing import ClassVar

from django.db import models

from proviso.record.entry import Category

DEFAULT = "default"
KEYS = "keys"
"""The aliases of the two databases."""


class Entry(models.Model):
    """One entry. `at` is in microseconds since 1970, UTC; `leaf` is the leaf's hash; a body is gone after erasure."""

    pk = models.CompositePrimaryKey("log", "index")
    log = models.CharField(max_length=40)
    index = models.BigIntegerField()
    case = models.CharField(max_length=64)
    seq = models.IntegerField(null=True)
    kind = models.CharField(max_length=64)
    category = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    at = models.BigIntegerField()
    entry_id = models.BinaryField()
    body = models.BinaryField(null=True)
    leaf = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="entry_place_in_case"),
            models.CheckConstraint(condition=models.Q(index__gte=0), name="entry_index_from_zero"),
            models.CheckConstraint(
                condition=models.Q(seq__isnull=True) | models.Q(seq__gte=1), name="entry_seq_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=[category.value for category in Category]),
                name="entry_category_of_section_62",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["log", "kind", "index"], condition=models.Q(seq__isnull=True), name="entry_by_kind"),
            models.Index(
                fields=["log", "actor", "kind", "at"], condition=models.Q(seq__isnull=True), name="entry_by_actor"
            ),
            models.Index(fields=["log", "actor", "index"], name="entry_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.log} {self.index}: {self.kind}"


class Leaf(models.Model):
    """What the tree stands on: canonical JSON that names nobody."""

    pk = models.CompositePrimaryKey("log", "index")
    log = models.CharField(max_length=40)
    index = models.BigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"leaf {self.index} of {self.log}"


class Node(models.Model):
    """The hash of a complete subtree of 2**level leaves, at the levels that are kept (`tree.NODE_LEVELS`)."""

    pk = models.CompositePrimaryKey("log", "level", "index")
    log = models.CharField(max_length=40)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"node {self.level}/{self.index} of {self.log}"


class Head(models.Model):
    """Where a log ends: its size, its tree's peaks, and the time of its last entry. Locked last by whoever appends."""

    log = models.CharField(max_length=40, primary_key=True)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")
    at = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.log} at {self.size}"


class Copy(models.Model):
    """That this database is a copy which was made when a log had so many entries, `at` in microseconds since 1970.

    Written into a backup and never into what it is made of. Until a person says that the copy is the record from now on
    (`copies`), nothing else is appended to the log.
    """

    pk = models.CompositePrimaryKey("log", "size")
    log = models.CharField(max_length=40)
    size = models.BigIntegerField()
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"a copy of {self.log} at {self.size}"


class WrappedKey(models.Model):
    """A case's data key, wrapped by the key-encryption key; `made_at`, bound to it, is in seconds since 1970."""

    case = models.CharField(max_length=64, primary_key=True)
    wrapped = models.BinaryField()
    made_at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"the wrapped key of {self.case}"
