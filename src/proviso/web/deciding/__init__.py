"""Check and decide, and the package that is decided on."""
