"""Bytes to texts, YAML to nodes with places, JSON to values: the only package that knows either format."""
