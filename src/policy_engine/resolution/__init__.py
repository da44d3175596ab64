"""Names to declarations: vocabulary, sources, parameters and rules of all files, and what a name means in a place."""
