"""The boundary: cases as hosts send them, read into subjects with facts, and printed again."""
