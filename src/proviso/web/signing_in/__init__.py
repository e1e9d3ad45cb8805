"""Signing in and out, confirming it is you, changing a password, and the gate that every other page stands behind."""
