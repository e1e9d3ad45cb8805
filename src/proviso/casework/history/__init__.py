"""What happened to a case: every kind of entry, and the replay of entries into a case. Pure."""
