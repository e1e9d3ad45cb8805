"""The product's own settings, in a home that lasts as long as one run of the tests.

The databases are files of SQLite; with PROVISO_TEST_DATABASE=postgresql they are on a server that the run makes for
itself (`tests.postgresql.cluster`).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, cast

from tests.postgresql import cluster

ON_POSTGRESQL = os.environ.get("PROVISO_TEST_DATABASE", "sqlite") == "postgresql"
"""Whether this run is of PostgreSQL."""
if cluster.SHARED not in os.environ:
    cluster.begin_run()
    atexit.register(cluster.end_run)
if ON_POSTGRESQL:
    cluster.shared()

home = Path(tempfile.mkdtemp(prefix="proviso-tests-"))
atexit.register(shutil.rmtree, home, ignore_errors=True)
(home / "secret-key").write_text("only-for-tests-" * 5)
(home / "key-encryption-key").write_bytes(bytes(range(32)))
(home / "lookup-key").write_bytes(bytes(range(32, 64)))
os.environ |= {
    "PROVISO_HOME": str(home),
    "PROVISO_HTTPS": os.environ.get("TESTS_HTTPS", "false"),
    "PROVISO_DEMONSTRATION": "true",
    "PROVISO_FORCE": "wessmere",
    "PROVISO_CONTACT__CONTROLLER": "The Chief Constable of Wessmere Police",
    "PROVISO_CONTACT__FORCE": "1 Invented Street, Wessmere\n01632 960 300",
    "PROVISO_CONTACT__DATA_PROTECTION_OFFICER": "data.protection@wessmere.example",
    "PROVISO_CONTACT__INFORMATION_COMMISSIONER": "commissioner@invented.example",
    "PROVISO_CONTACT__RECIPIENTS": "Disclosure desk, at any hour: 01632 960 301",
    "PROVISO_PACE__WITHIN_MINUTES": "0",  # tests decide at one moment, and in many cases; those of the pace say theirs
    "PROVISO_PACE__AFTER_OPENING_MINUTES": "0",
    "PROVISO_CLOCK_AHEAD_DAYS": "3660",  # a test records at a moment of its own, then by the clock of the machine
}
if ON_POSTGRESQL:
    os.environ |= {
        "PROVISO_DATABASE_URL": cluster.here().url("default"),
        "PROVISO_KEYS_DATABASE_URL": cluster.here().url("keys"),
    }

from proviso.service.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if ON_POSTGRESQL:
    for alias, database in cast(dict[str, dict[str, Any]], DATABASES).items():  # noqa: F405
        database["OPTIONS"]["options"] = database["OPTIONS"]["options"].replace("lock_timeout=30s", "lock_timeout=4s")
        database["TEST"] = {"NAME": f"test_{alias}", "TEMPLATE": f"template_{alias}"}
