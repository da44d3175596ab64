"""Decisions: the outcome of every rule for every subject, as data and as the JSON of the contract."""
