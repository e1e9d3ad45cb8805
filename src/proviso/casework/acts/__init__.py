"""What people may do to a case: one module a subject, one function named by a verb for each act."""
