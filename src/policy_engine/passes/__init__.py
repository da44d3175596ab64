"""Core to core: what every program goes through before it is read."""
