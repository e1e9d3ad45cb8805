"""What is remembered: an append-only, tamper-evident record (section 10). It knows bytes and categories, not cases."""
