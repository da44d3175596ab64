"""Readings of a core program: each makes something of it and knows only the core."""
