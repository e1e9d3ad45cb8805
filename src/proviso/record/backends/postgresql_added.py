"""What somebody put into a database of PostgreSQL that could change what is recorded or shown: none of it is ours.

What an extension of the database brought is its administrator's own, and nothing of ours asks it.
"""

import re
from collections.abc import Iterable, Iterator

from proviso.record.backends import postgresql_keys as left_over
from proviso.record.backends.backend import Added
from proviso.record.backends.postgresql_triggers import TRIGGERS

_OURS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
_APART = (
    "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid "
    "AND d.deptype = 'e')"
)
_TABLES = "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
SCHEMA = f"""
SELECT 'trigger', t.tgname, c.oid::regclass::text, pg_get_triggerdef(t.oid)
FROM pg_trigger t JOIN {_TABLES} ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND {_OURS}
UNION ALL SELECT 'event trigger', evtname, evtname, evtname FROM pg_event_trigger
UNION ALL SELECT 'rule', r.rulename, c.oid::regclass::text, pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN {_TABLES} ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN' AND {_OURS} AND {_APART}
UNION ALL SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
c.oid::regclass::text, c.oid::regclass::text, coalesce(pg_get_viewdef(c.oid), '')
FROM {_TABLES} WHERE c.relkind IN ('v', 'm', 'f') AND {_OURS} AND {_APART}
UNION ALL SELECT 'table', c.oid::regclass::text, i.inhparent::regclass::text, 'its rows show in the other'
FROM pg_inherits i JOIN {_TABLES} ON c.oid = i.inhrelid WHERE c.relkind IN ('r', 'p') AND {_OURS}
UNION ALL SELECT 'policy', p.polname, c.oid::regclass::text, coalesce(pg_get_expr(p.polqual, p.polrelid), '')
FROM pg_policy p JOIN {_TABLES} ON c.oid = p.polrelid WHERE {_OURS}
UNION ALL SELECT 'row security', c.relname, c.oid::regclass::text, 'it hides rows'
FROM {_TABLES} WHERE c.relrowsecurity AND {_OURS}
UNION ALL SELECT 'index', i.indexrelid::regclass::text, c.oid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN {_TABLES} ON c.oid = i.indrelid WHERE c.relname LIKE 'record\\_%' AND n.nspname = 'public'
AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
ORDER BY 1, 2, 3
"""  # noqa: S608 - what is put together stands here
"""Everything that acts or shows, as kind, name, table and text; the indexes of the record that no constraint made."""

_INDEXES = re.compile(
    r"CREATE INDEX (entry_by_kind ON public\.record_entry USING btree \(log, kind, index\) WHERE \(seq IS NULL\)"
    r"|entry_by_actor ON public\.record_entry USING btree \(log, actor, kind, at\) WHERE \(seq IS NULL\)"
    r"|entry_of_a_person ON public\.record_entry USING btree \(log, actor, index\)"
    r"|record_head_log_\w+_like ON public\.record_head USING btree \(log varchar_pattern_ops\)"
    r'|record_wrappedkey_case_\w+_like ON public\.record_wrappedkey USING btree \("case" varchar_pattern_ops\))'
)
"""The indexes of the record that were made apart from its constraints, as PostgreSQL tells of them."""


def strange(rows: Iterable[tuple[object, ...]]) -> Iterator[Added]:
    """Those of the rows of `SCHEMA` that are none of ours."""
    for one in (Added(*map(str, row)) for row in rows):
        trigger = TRIGGERS.get(one.name) if one.kind == "trigger" else None
        if trigger and trigger.table == one.table:
            continue
        if one.kind == "trigger" and (one.name, one.table) == left_over.TRIGGER:
            continue
        if not (one.kind == "index" and _INDEXES.fullmatch(one.text)):
            yield one


def removing(added: Added) -> str:
    """The statement that takes it away. Names of tables, views and indexes are spelled as PostgreSQL quotes them."""
    quoted = '"' + added.name.replace('"', '""') + '"'
    if added.kind in ("trigger", "rule", "policy"):
        return f"DROP {added.kind} {quoted} ON {added.table}"
    if added.kind == "row security":
        return f"ALTER TABLE {added.table} DISABLE ROW LEVEL SECURITY"
    if added.kind == "event trigger":
        return f"DROP EVENT TRIGGER {quoted}"
    return f"DROP {added.kind} {added.name}"
