"""Accounts, recipients and words for the person: what a force keeps, each change an entry."""
