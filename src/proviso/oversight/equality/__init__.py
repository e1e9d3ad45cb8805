"""Due regard to equality (11.1): figures by what the force’s crime system holds, joined in memory, never stored."""
