"""SQLite's own triggers, by which a file refuses to change or delete what was recorded, and to record out of turn.

A later migration that alters one of these tables remakes it and silently drops its triggers: such a migration ends with
`triggers.create`, and `triggers.missing` tells at start.
"""

from collections.abc import Mapping

_NEVER_DELETED = """CREATE TRIGGER record_{table}_never_deleted BEFORE DELETE ON record_{table}
BEGIN SELECT RAISE(ABORT, 'record_{table}: nothing in the record is deleted'); END"""

_NEVER_CHANGED = """CREATE TRIGGER record_{table}_never_changed BEFORE UPDATE ON record_{table}
BEGIN SELECT RAISE(ABORT, 'record_{table}: nothing in the record is changed'); END"""

# Erasure takes the body away and leaves every other column as it was.
_ENTRY_CHANGED = """CREATE TRIGGER record_entry_only_erased BEFORE UPDATE ON record_entry
WHEN NEW.body IS NOT NULL OR OLD.body IS NULL OR NEW.log IS NOT OLD.log OR NEW."index" IS NOT OLD."index"
  OR NEW."case" IS NOT OLD."case" OR NEW.seq IS NOT OLD.seq OR NEW.kind IS NOT OLD.kind
  OR NEW.category IS NOT OLD.category OR NEW.actor IS NOT OLD.actor OR NEW.at IS NOT OLD.at
  OR NEW.entry_id IS NOT OLD.entry_id OR NEW.leaf IS NOT OLD.leaf
BEGIN SELECT RAISE(ABORT, 'record_entry: an entry is never changed, only its body erased'); END"""

# These also refuse INSERT OR REPLACE, which passes a DELETE trigger wherever recursive_triggers is off.
_ENTRY_IN_TURN = """CREATE TRIGGER record_entry_in_turn BEFORE INSERT ON record_entry
WHEN NEW."index" IS NOT (SELECT size FROM record_head WHERE log = NEW.log) OR NEW.seq IS NOT NULL
  AND NEW.seq IS NOT 1 + ifnull((SELECT max(seq) FROM record_entry WHERE "case" = NEW."case"), 0)
BEGIN SELECT RAISE(ABORT, 'record_entry: an entry goes at the end of its log and of its case'); END"""

_LEAF_IN_TURN = """CREATE TRIGGER record_leaf_in_turn BEFORE INSERT ON record_leaf
WHEN NEW."index" IS NOT (SELECT size FROM record_head WHERE log = NEW.log)
  OR EXISTS (SELECT 1 FROM record_leaf WHERE log = NEW.log AND "index" = NEW."index")
BEGIN SELECT RAISE(ABORT, 'record_leaf: a leaf goes at the end of its log'); END"""

_NODE_IN_TURN = """CREATE TRIGGER record_node_in_turn BEFORE INSERT ON record_node
WHEN (NEW."index" + 1) << NEW.level IS NOT (SELECT size + 1 FROM record_head WHERE log = NEW.log)
  OR EXISTS (SELECT 1 FROM record_node WHERE log = NEW.log AND level = NEW.level AND "index" = NEW."index")
BEGIN SELECT RAISE(ABORT, 'record_node: a node is kept when its last leaf is appended'); END"""

_HEAD_BEGINS = """CREATE TRIGGER record_head_begins_empty BEFORE INSERT ON record_head
WHEN NEW.size IS NOT 0 OR EXISTS (SELECT 1 FROM record_head WHERE log = NEW.log)
BEGIN SELECT RAISE(ABORT, 'record_head: a log begins empty, and once'); END"""

_HEAD_GROWS = """CREATE TRIGGER record_head_only_grows BEFORE UPDATE ON record_head
WHEN NEW.log IS NOT OLD.log OR NEW.size IS NOT OLD.size + 1
BEGIN SELECT RAISE(ABORT, 'record_head: a log grows by one entry at a time'); END"""

TRIGGERS: Mapping[str, str] = {
    statement.split()[2]: statement
    for statement in (
        *(_NEVER_DELETED.format(table=table) for table in ("entry", "leaf", "node", "head")),
        *(_NEVER_CHANGED.format(table=table) for table in ("leaf", "node")),
        _ENTRY_CHANGED,
        _ENTRY_IN_TURN,
        _LEAF_IN_TURN,
        _NODE_IN_TURN,
        _HEAD_BEGINS,
        _HEAD_GROWS,
    )
}
"""The statement that creates each trigger, by its name."""
