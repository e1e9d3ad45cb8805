"""Patterns of what a force does, for those who can mend them: rates beside the force's own range; never a rank."""
