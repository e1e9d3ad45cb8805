"""Forces, units, officers, their roles, and signing in."""
