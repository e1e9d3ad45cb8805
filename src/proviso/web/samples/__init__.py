"""Dip samples on pages: ordered, drawn, reviewed, read."""
