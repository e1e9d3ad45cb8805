"""Django's connection to PostgreSQL, but that a commit which no second machine confirmed counts as not known."""
