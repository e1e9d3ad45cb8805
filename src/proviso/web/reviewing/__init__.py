"""What a supervisor, a vulnerability lead or a data protection officer looks at again."""
