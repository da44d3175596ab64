"""From text to trees: policy files and expressions as written, before any name means anything."""
