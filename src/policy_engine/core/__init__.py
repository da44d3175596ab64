"""The core language: values, a handful of expression nodes, formulas, outputs and the program that they make."""
