"""What the force gives out of a year: pages, tables and a pack for requests. Nothing of a person is in it."""
