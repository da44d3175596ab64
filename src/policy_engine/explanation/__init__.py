"""Reasons in Chinese and English, built from the rules themselves."""
