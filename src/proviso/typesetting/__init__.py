"""What is printed: accessible PDF from a template and plain data. Knows nothing of cases; needs no system font."""
