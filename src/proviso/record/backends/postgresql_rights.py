"""What the service's role may do in a database of PostgreSQL: what it is given, and what it has and should not.

An owner of tables can change their triggers and what is in them. So an owner's role migrates, and the service signs in
as another, which may add to the record and read it, and change of it only what erasing and growing need.
"""

from collections.abc import Iterator, Mapping, Sequence

from proviso.record.backends.postgresql_keys import FORGETTING, LEFT

APPENDED: Mapping[str, tuple[str, ...]] = {
    "record_entry": ("body",),
    "record_leaf": (),
    "record_node": (),
    "record_head": ("size", "frontier", "at"),
}
"""The tables that are only ever added to, each with the columns that the service may change: erasing takes bodies, and
the head of a log grows."""

KEYS = {"record_wrappedkey": ("wrapped",)}
"""The table of the cases' keys: added to, wrapped anew, and deleted from, since that is what erasing is."""

READ = frozenset({"django_migrations", "record_copy", LEFT})
"""What the service only reads: whether the database is up to date, whether it is a copy that was put back, and whether
something of keys that were destroyed is left over."""

_ALL = ("INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""
OTHER_OWNERS = """
SELECT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT pg_has_role(c.relowner, 'USAGE')
UNION SELECT pg_get_userbyid(d.datdba) FROM pg_database d
WHERE d.datname = current_database() AND NOT has_schema_privilege('public', 'CREATE') ORDER BY 1
"""
HELD = """
SELECT c.relname, p.privilege, has_table_privilege(c.oid, p.privilege)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest(%s::text[]) AS p(privilege)
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1, 2
"""
SEQUENCES = """
SELECT c.relname, has_sequence_privilege(c.oid, 'SELECT'), has_sequence_privilege(c.oid, 'UPDATE')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'S' ORDER BY 1
"""
COLUMNS = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = 'public' AND c.relname = ANY(%s) AND has_column_privilege(c.oid, a.attnum, 'UPDATE') ORDER BY 1, 2
"""
ROLE = """
SELECT r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls,
has_database_privilege(current_database(), 'CREATE'), has_database_privilege(current_database(), 'TEMPORARY'),
has_schema_privilege('public', 'CREATE'), has_parameter_privilege('session_replication_role', 'SET'),
pg_has_role(d.datdba, 'USAGE'),
(SELECT string_agg(c.relname, ', ' ORDER BY c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE')),
(SELECT string_agg(g.rolname, ', ' ORDER BY g.rolname) FROM pg_roles g
WHERE g.rolname ~ '^pg_' AND g.rolname <> 'pg_database_owner' AND pg_has_role(g.oid, 'MEMBER'))
FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()
"""
_OF_ROLE = (
    "is a superuser",
    "may make roles",
    "may make databases",
    "may replicate the whole server",
    "passes by row security",
    "may make schemas in the database",
    "may make temporary tables",
    "may make tables and functions in the schema public",
    "may set session_replication_role",
    "owns the database",
)


def of_role(row: Sequence[object]) -> Iterator[str]:
    """What the role can do by what it is, and should not: from a row of `ROLE`."""
    *flags, owned, member = row
    yield from (says for says, held in zip(_OF_ROLE, flags, strict=True) if held)
    if owned:
        yield f"owns tables, and can so alter them and their triggers: {owned}"
    if member:
        yield f"is a member of {member}"


def wanted(table: str) -> frozenset[str]:
    """What the service needs to do to a whole table."""
    if table in APPENDED:
        return frozenset({"SELECT", "INSERT"})
    if table in KEYS:
        return frozenset({"SELECT", "INSERT", "DELETE"})
    return frozenset({"SELECT"} if table in READ else {"SELECT", "INSERT", "UPDATE", "DELETE"})


def changed(table: str) -> tuple[str, ...]:
    """The columns of a table that the service needs to change, where it is not all of them."""
    return {**APPENDED, **KEYS}.get(table, ())


def every() -> list[str]:
    """Every right that there is to a table."""
    return list(_ALL)


def on_tables(held: Sequence[Sequence[object]], columns: Sequence[Sequence[object]]) -> tuple[list[str], list[str]]:
    """What the role may do to tables and should not, and what it may not and needs to: from rows of `HELD` and
    `COLUMNS`."""
    too_many, lacking = [], []
    for table, privilege, has in held:
        needs = privilege in wanted(str(table))
        if has and not needs:
            too_many.append(f"{privilege} on {table}")
        elif needs and not has:
            lacking.append(f"{privilege} on {table}")
    whole = {table for table, privilege, has in held if privilege == "UPDATE" and has}
    tables = {table for table, *_ in held}
    has_columns = {(str(table), str(column)) for table, column in columns}
    needed = {(table, column) for table in (*APPENDED, *KEYS) if table in tables for column in changed(table)}
    too_many += [
        f"UPDATE of {column} on {table}" for table, column in sorted(has_columns - needed) if table not in whole
    ]
    lacking += [f"UPDATE of {column} on {table}" for table, column in sorted(needed - has_columns)]
    return too_many, lacking


def on_sequences(held: Sequence[Sequence[object]]) -> tuple[list[str], list[str]]:
    """What the role may do to the numbering of rows and should not, and what it may not and needs to, for backups:
    from rows of `SEQUENCES`."""
    too_many = [f"UPDATE on the sequence {name}" for name, _, changes in held if changes]
    return too_many, [f"SELECT on the sequence {name}, which a backup reads" for name, reads, _ in held if not reads]


def granting(tables: Sequence[str], database: str, role: str) -> Iterator[str]:
    """The statements that give a role what the service needs in a database, and take from it and from everybody
    whatever else they were given. Names come quoted."""
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"REVOKE ALL ON DATABASE {database} FROM {role}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {role}"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON SCHEMA public FROM {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}"
    yield f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table in tables:
        name = f'public."{table}"'
        yield f"REVOKE ALL ON {name} FROM PUBLIC"
        yield f"REVOKE ALL ON {name} FROM {role}"
        yield f"GRANT {', '.join(sorted(wanted(table)))} ON {name} TO {role}"
        if columns := changed(table):
            yield f"GRANT UPDATE ({', '.join(columns)}) ON {name} TO {role}"
        if table in KEYS:
            yield f"GRANT EXECUTE ON FUNCTION public.{FORGETTING}() TO {role}"
