"""What policies talk about: types, entities, variables, parameters and rules, as frozen data."""
