"""The questions of a case: starting one, finding one, its task list, its questions."""
