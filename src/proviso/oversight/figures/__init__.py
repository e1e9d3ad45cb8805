"""Figures of what the force does, each under the paragraph that asks for it, from which nobody can be found."""
