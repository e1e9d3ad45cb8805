"""Moving a service from files of SQLite to PostgreSQL."""
