"""The product's settings with the gallery's pages in place of its own, open to whoever asks."""

from proviso.service.settings import *  # noqa: F403
from proviso.service.settings import MIDDLEWARE as PRODUCTS

ROOT_URLCONF = "tests.web.design.gallery"
MIDDLEWARE = [one for one in PRODUCTS if one != "proviso.web.signing_in.gate.Gate"]
