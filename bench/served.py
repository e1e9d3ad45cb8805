"""The settings of a service that answers one page more, so that a bare view is measured on the same server."""

from proviso.service.settings import *  # noqa: F403

ROOT_URLCONF = "bench.served_pages"
