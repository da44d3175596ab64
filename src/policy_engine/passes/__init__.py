"""Checks and rewrites of the core program, each a function from program to program or to findings."""
