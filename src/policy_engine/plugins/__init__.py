"""Plugins: the hooks, the manager, and the national policies as the first plugin."""
