"""Those who pay and act have names in the vocabulary."""

from examples.checkout import load_engine

KEYS = ("paid_by", "notify", "actor")


def test_all_have_labels() -> None:
    """So that no sentence shows an identifier."""
    engine = load_engine()
    named: set[str] = set()
    for output in engine.program.outputs:
        for key, value in output.fixed:
            if key in KEYS:
                named |= {value} if isinstance(value, str) else set(value)
    assert sorted(named - set(engine.vocabulary.actors)) == []
