"""“Many forces on one cluster”, followed for two forces: neither’s roles come into anything but their own."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import psycopg
import pytest

from tests.postgresql.cluster import OWNER, Cluster, as_nobody_special, new_folder, programs

from .test_how_to import blocks

ONCE, FORCE, UNITS = FOLLOWED = tuple(dedent(one) for one in blocks("../operate/country.md"))
FORCES = ("wessmere", "hillmere")
PACKAGING = Path(__file__).resolve().parents[2] / "packaging/deb"

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of these tests’ own, on which the document was followed for each force."""
    made = Cluster(new_folder())
    made.make(fsync="off")
    made.start()
    for block in (ONCE, *(FORCE.replace("force=wessmere", f"force={force}") for force in FORCES)):
        environment = {"PGHOST": str(made.folder), "PGUSER": OWNER, "PATH": f"{programs()}:/usr/bin:/bin"}
        done = subprocess.run(["sh", "-c", block], env=environment, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, ""), done
    yield made
    made.stop()
    subprocess.run(as_nobody_special("rm", "-rf", made.data), cwd="/", check=True)


@pytest.mark.parametrize("force", FORCES)
def test_a_force_s_roles_come_into_its_own_databases_and_no_others(cluster: Cluster, force: str) -> None:
    every = {"postgres", "template1", *FORCES, *(f"{one}_keys" for one in FORCES)}
    own = {force, f"{force}_keys"}
    for name in own:
        with psycopg.connect(cluster.url(name, f"{force}_owner")) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (f"{force}_owner",)
    for role, closed in ((f"{force}_owner", every - own), (force, every)):  # the service’s, before it is given its own
        for name in closed:
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(cluster.url(name, role))


def test_the_units_of_a_force_are_of_that_force_alone(tmp_path: Path) -> None:
    given, made = tmp_path / "given", tmp_path / "made"
    given.mkdir()
    made.mkdir()
    hardening = (PACKAGING / "hardening").read_text(encoding="utf-8")
    for unit in (*PACKAGING.glob("*.service"), *PACKAGING.glob("*.timer"), *PACKAGING.glob("*.socket")):
        (given / unit.name).write_text(unit.read_text(encoding="utf-8").replace("@hardening@\n", hardening))
    block = UNITS.replace("/lib/systemd/system", str(given), 1).replace("/etc/systemd/system", str(made), 1)
    subprocess.run(["sh", "-c", block], check=True, timeout=30)
    names = {path.name for path in made.iterdir()}
    assert names == {"proviso@.socket", "proviso-serve@.service", "proviso-worker@.service"} | {
        "proviso-verify@.service",
        "proviso-verify@.timer",
        "proviso-backup@.service",
        "proviso-backup@.timer",
    }
    for path in made.iterdir():
        text = path.read_text(encoding="utf-8")
        shared = [
            line
            for line in text.splitlines()
            if re.search("proviso", line, re.IGNORECASE) and "%i" not in line and "/usr/" not in line
        ]
        assert shared == [], path.name
        if path.suffix == ".service":
            assert "\nUser=proviso-%i\nGroup=proviso-%i\nWorkingDirectory=/etc/proviso-%i\n" in text
            assert "\nStateDirectory=proviso-%i\n" in text
    assert "\nRequires=proviso@%i.socket\n" in (made / "proviso-serve@.service").read_text(encoding="utf-8")
    backup = (made / "proviso-backup@.service").read_text(encoding="utf-8")
    assert "\nReadWritePaths=/var/backups/proviso-%i\n" in backup
    socket = (made / "proviso@.socket").read_text(encoding="utf-8")
    assert "\nService=proviso-serve@%i.service\n" in socket
    assert "ListenStream" not in socket
