#!/usr/bin/env python
"""Django's own command line, for those who develop Proviso: `.venv/bin/python manage.py help`.

A force runs `proviso`, which asks and checks more; see docs/reference/commands.md.
"""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one of Django's commands with the product's own settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.service.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
