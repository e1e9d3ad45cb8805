"""What the URL of a database of PostgreSQL may say of a connection. It connects to nothing."""

from urllib.parse import SplitResult, urlunsplit

from proviso.record.backends.backend import DatabaseUrlUnusable

_TAKEN = frozenset(
    {"host", "hostaddr", "port", "dbname", "user", "target_session_attrs", "connect_timeout", "application_name"}
    | {"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "require_auth"}
    | {"load_balance_hosts", "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count"}
    | {"tcp_user_timeout", "gssencmode", "krbsrvname"}
)
"""What a URL may say of a connection: no password, which has a file of its own, and no options of the session."""


def read(url: SplitResult) -> dict[str, str]:
    """What a URL says of a connection, as libpq reads it, several hosts included. Raises ValueError."""
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    try:
        said = {name: str(value) for name, value in conninfo_to_dict(urlunsplit(url)).items()}
    except Error as fault:
        raise ValueError("libpq does not read it") from fault
    if "password" in said:
        raise DatabaseUrlUnusable(
            "a password does not belong in a URL; write it into a file, and name that in database_password_file or "
            "keys_database_password_file"
        )
    if strange := sorted(set(said) - _TAKEN):
        raise DatabaseUrlUnusable(f"{strange[0]} cannot be set in a URL of PostgreSQL; leave it out")
    if not said.get("dbname") or not said.get("user"):
        raise ValueError("no database, or no role")
    if not all(value.isprintable() for value in said.values()):
        raise ValueError("something in it cannot be printed")
    return said
