"""What is served: the makers' files as they were processed, nothing of gov.uk's own, nothing inline."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from proviso.web.design.environment import served

WEB = Path(settings.PACKAGE) / "web"
STATIC = WEB / "static"
GOVUK = STATIC / "govuk"
SERVED = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"})
TEMPLATES = sorted(WEB.rglob("*.jinja"))


def test_the_vendored_files_are_the_ones_that_were_processed() -> None:
    sums = dict(line.split("  ")[::-1] for line in (GOVUK / "SHA256SUMS.txt").read_text().splitlines())
    assert {path.name for path in GOVUK.iterdir()} == {*sums, "SHA256SUMS.txt"}
    for name, digest in sums.items():
        assert hashlib.sha256((GOVUK / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
def test_nothing_that_is_gov_uks_own_is_served(path: Path) -> None:
    forbidden = r"@font-face|GDS Transport|crest|crown|logotype|copyright-logo|logo-dot|sourceMappingURL|url\("
    assert re.findall(forbidden, path.read_text(), re.IGNORECASE) == []


def test_the_makers_styles_are_still_there() -> None:
    css = next(GOVUK.glob("*.css")).read_text()
    assert css.count("{") == css.count("}") > 1000
    assert '"Noto Sans",arial,sans-serif' in css
    for rule in (".govuk-radios__conditional--hidden", ".govuk-error-summary", ".govuk-date-input__item"):
        assert rule in css
    assert not list(STATIC.rglob("*.png")) + list(STATIC.rglob("*.woff*")) + list(STATIC.rglob("*.ico"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_template_has_a_style_or_a_script_of_its_own(path: Path) -> None:
    source = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)
    assert re.findall(r"<style|\bstyle=|\bon[a-z]+=\"|javascript:", source) == []
    for script in re.findall(r"<script[^>]*>[^<]*", source):
        assert 'nonce="{{ nonce(request) }}"' in script
        assert "src=" in script
        assert script.endswith(">"), "a script's code belongs in a file"


def test_an_address_changes_with_the_content_of_its_file() -> None:
    digest = hashlib.sha256((STATIC / "proviso.css").read_bytes()).hexdigest()[:12]
    assert served("proviso.css") == f"/static/proviso.css?v={digest}"
    with pytest.raises(FileNotFoundError):
        served("proviso.scss")


def test_the_script_imports_the_version_that_the_page_styles() -> None:
    script = (STATIC / "proviso.js").read_text()
    page = (WEB / "design/page.jinja").read_text()
    assert set(re.findall(r"govuk-frontend-[\d.]+\.min", script + page)) == {"govuk-frontend-6.3.0.min"}
    assert (GOVUK / "govuk-frontend-6.3.0.min.js").exists()
