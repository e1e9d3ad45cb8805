"""Telling the person: the safe way, the words, and pages turned to them."""
