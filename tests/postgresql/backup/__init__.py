"""Tests of backing up two databases of PostgreSQL."""
