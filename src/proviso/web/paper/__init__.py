"""The questions on paper, for a place without signal."""
