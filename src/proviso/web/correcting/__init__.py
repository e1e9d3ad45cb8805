"""Correcting what was shared."""
