"""Sending what was decided: by telephone, by secure e-mail, as a file; and the outcome."""
