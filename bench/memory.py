"""The most memory that this process ever held, what it is filled with beforehand included: an upper bound."""

import resource


def peak_megabytes() -> float:
    """In megabytes of 1,048,576 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
