"""Dip samples: cases drawn by nobody's choice, looked at by somebody who did not act in them, and what is learned."""
