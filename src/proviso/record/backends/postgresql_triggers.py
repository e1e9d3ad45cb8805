"""PostgreSQL's own triggers, by which a database refuses to change or delete what was recorded, and to record out of
turn.

They fire always, also in a session that says that it replicates. An owner of the tables can take them away: so the
service is not their owner (`postgresql_rights`). No row trigger is asked when a table is emptied at once: what may not
be deleted is refused by the statement, TRUNCATE included.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_BY_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32
_WORDS = {_INSERT: "INSERT", _DELETE: "DELETE", _UPDATE: "UPDATE", _TRUNCATE: "TRUNCATE"}
_SCHEMA = "public"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of the record, and the function of the same name that it calls; `kind` is pg_trigger.tgtype."""

    name: str
    table: str
    kind: int
    source: str

    @property
    def statements(self) -> tuple[str, ...]:
        """What makes it anew, in order."""
        events = " OR ".join(word for bit, word in _WORDS.items() if self.kind & bit)
        each = "ROW" if self.kind & _BY_ROW else "STATEMENT"
        return (
            f"CREATE OR REPLACE FUNCTION {_SCHEMA}.{self.name}() RETURNS trigger LANGUAGE plpgsql AS $${self.source}$$",
            f"REVOKE ALL ON FUNCTION {_SCHEMA}.{self.name}() FROM PUBLIC",
            f"DROP TRIGGER IF EXISTS {self.name} ON {_SCHEMA}.{self.table}",
            f"CREATE TRIGGER {self.name} BEFORE {events} ON {_SCHEMA}.{self.table} FOR EACH {each} "
            f"EXECUTE FUNCTION {_SCHEMA}.{self.name}()",
            f"ALTER TABLE {_SCHEMA}.{self.table} ENABLE ALWAYS TRIGGER {self.name}",
        )


def _refusing(table: str, name: str, kind: int, says: str, where: str = "") -> Trigger:
    """A trigger that refuses, in words, what is done where a condition holds: always, if there is none."""
    refuse = f"RAISE EXCEPTION 'record_{table}: {says}' USING ERRCODE = 'integrity_constraint_violation';"
    does = f"IF {where} THEN {refuse} END IF; RETURN NEW;" if where else refuse
    return Trigger(f"record_{table}_{name}", f"record_{table}", kind | _BEFORE, f" BEGIN {does} END ")


# Erasure takes the body away and leaves every other column as it was.
_ERASED = (
    "NEW.body IS NOT NULL OR OLD.body IS NULL OR NEW.log IS DISTINCT FROM OLD.log "
    'OR NEW.index IS DISTINCT FROM OLD.index OR NEW."case" IS DISTINCT FROM OLD."case" '
    "OR NEW.seq IS DISTINCT FROM OLD.seq OR NEW.kind IS DISTINCT FROM OLD.kind "
    "OR NEW.category IS DISTINCT FROM OLD.category OR NEW.actor IS DISTINCT FROM OLD.actor "
    "OR NEW.at IS DISTINCT FROM OLD.at OR NEW.entry_id IS DISTINCT FROM OLD.entry_id "
    "OR NEW.leaf IS DISTINCT FROM OLD.leaf"
)
_SIZE = "(SELECT size FROM public.record_head WHERE log = NEW.log)"
_ENTRY_OUT_OF_TURN = (
    f"NEW.index IS DISTINCT FROM {_SIZE} OR NEW.seq IS NOT NULL AND NEW.seq IS DISTINCT FROM "  # noqa: S608
    '1 + coalesce((SELECT max(seq) FROM public.record_entry WHERE "case" = NEW."case"), 0)'
)
_NODE_OUT_OF_TURN = f"(NEW.index + 1) << NEW.level::integer IS DISTINCT FROM {_SIZE} + 1"

TRIGGERS: Mapping[str, Trigger] = {
    one.name: one
    for one in (
        *(
            _refusing(table, "never_deleted", _DELETE | _TRUNCATE, "nothing in the record is deleted")
            for table in ("entry", "leaf", "node", "head")
        ),
        *(_refusing(table, "never_changed", _UPDATE, "nothing in the record is changed") for table in ("leaf", "node")),
        _refusing(
            "entry", "only_erased", _UPDATE | _BY_ROW, "an entry is never changed, only its body erased", _ERASED
        ),
        _refusing(
            "entry",
            "in_turn",
            _INSERT | _BY_ROW,
            "an entry goes at the end of its log and of its case",
            _ENTRY_OUT_OF_TURN,
        ),
        _refusing(
            "leaf",
            "in_turn",
            _INSERT | _BY_ROW,
            "a leaf goes at the end of its log",
            f"NEW.index IS DISTINCT FROM {_SIZE}",
        ),
        _refusing(
            "node",
            "in_turn",
            _INSERT | _BY_ROW,
            "a node is kept when its last leaf is appended",
            _NODE_OUT_OF_TURN,
        ),
        # That a log begins once is for its primary key to refuse: of two who begin it at once, the second goes on.
        _refusing("head", "begins_empty", _INSERT | _BY_ROW, "a log begins empty, and once", "NEW.size <> 0"),
        _refusing(
            "head",
            "only_grows",
            _UPDATE | _BY_ROW,
            "a log grows by one entry at a time",
            "NEW.log IS DISTINCT FROM OLD.log OR NEW.size IS DISTINCT FROM OLD.size + 1",
        ),
    )
}
"""Each trigger of the record, by its name."""

PRESENT = """
SELECT t.tgname, c.relname, t.tgtype, p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace f ON f.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE NOT t.tgisinternal AND n.nspname = 'public' AND f.nspname = 'public' AND t.tgenabled = 'A' AND t.tgqual IS NULL
AND t.tgattr = '' AND p.proname = t.tgname AND l.lanname = 'plpgsql' AND NOT p.prosecdef AND p.proconfig IS NULL
"""
"""The triggers that fire always and under every condition: name, table, kind, and what they do."""
