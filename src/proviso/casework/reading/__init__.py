"""What follows from a case: its facts, what policy says, what is owed, who is at risk. Pure."""
