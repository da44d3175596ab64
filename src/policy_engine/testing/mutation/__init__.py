"""Mutation of policies: rules changed in one place at a time, and whether a case notices."""
