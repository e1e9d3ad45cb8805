"""What can be recorded about a case: one frozen dataclass a question, checked once, when it is made."""
