"""The record: of a case, and of the force."""
