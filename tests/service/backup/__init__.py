"""Tests of backing up and of putting a backup back."""
