"""Readings of the core program; the interpreter is the definition of what it means."""
