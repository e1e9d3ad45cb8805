"""Backing up both databases while people work, and putting a backup back."""
