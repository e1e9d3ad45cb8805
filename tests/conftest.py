"""No deadline for a single example: these tests share a machine, and speed is measured in `bench`."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
