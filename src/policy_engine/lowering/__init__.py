"""From placed rules to a program: each kind lowers its rules, the driver puts them together."""
