"""Getting hold of a case and writing to it: access, permissions, the one write."""
