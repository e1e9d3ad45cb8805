"""The product's own settings, in a home that lasts as long as one run of the tests."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

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

from proviso.service.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
