"""What is published of a year: its pages, the page on which somebody releases it, and the page for the public."""
