"""What people may do to a case, and what a case is: a replay of its entries."""
