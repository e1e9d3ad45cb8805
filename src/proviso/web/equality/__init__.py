"""The equality assessments of a force's local policies (11.1), each a document in steps."""
