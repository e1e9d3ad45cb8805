"""Help: what the words mean, the accessibility statement, and what is kept about whom. Open to everybody."""
