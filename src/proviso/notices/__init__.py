"""What the person is told, and how: words, languages, safe routes, letters (3.3, 5.3.3, 9.1). It records nothing."""
