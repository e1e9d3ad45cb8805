"""What a service reads at its start: every page, and no library that only few of them need."""

import subprocess
import sys

ASKED = """
import django, sys
django.setup()
import proviso.web.urls
print(*sorted({'phonenumbers', 'polars', 'typst'} & set(sys.modules)))
"""


def test_pages_start_without_the_libraries_of_figures_of_logs_and_of_printing() -> None:
    """Each is read when somebody counts, reconciles or prints: together they took a quarter of a service's start."""
    answer = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, env=SETTINGS)
    assert answer.stdout.split() == []


SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
