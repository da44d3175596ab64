"""Text and places in it: the only package that counts lines and columns."""
