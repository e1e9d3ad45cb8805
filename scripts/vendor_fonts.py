"""Bring the fonts of letters and packages into the tree: Noto, from Debian, as Debian has it.

Run by hand when a version changes (`python scripts/vendor_fonts.py`); it needs apt and dpkg, the product does not.
Checksums are written beside the fonts, and a test holds them to it. No font of the machine is ever used.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "src/proviso/typesetting/fonts"
PACKAGE = "fonts-noto-core=20201225-1"
WANTED = tuple(
    f"{family}-{weight}.ttf"
    for family in ("NotoSans", "NotoNaskhArabic", "NotoSansGurmukhi")
    for weight in ("Regular", "Bold")
)
SUMS = "SHA256SUMS.txt"


def main() -> None:
    """Fetch Debian's package, take out the six fonts, and write their checksums. The licence lies there already."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", "-qq", PACKAGE], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
        for name in WANTED:
            shutil.copyfile(Path(folder) / "usr/share/fonts/truetype/noto" / name, FONTS / name)
    files = sorted(path for path in FONTS.iterdir() if path.name != SUMS)
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (FONTS / SUMS).write_text("".join(sums))


if __name__ == "__main__":
    main()
