"""Who checks: what was shared, held against a force's own logs; what nobody recorded, and what nobody can have said."""
