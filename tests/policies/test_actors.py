"""Those who pay and act have names in the national vocabulary."""

from policy_engine import Engine

KEYS = ("paid_by", "notify", "actor")


def test_all_have_labels() -> None:
    """So that no sentence shows an identifier."""
    engine = Engine.load(installed=False)
    named: set[str] = set()
    for output in engine.program.outputs:
        for key, value in output.fixed:
            if key in KEYS:
                named |= {value} if isinstance(value, str) else set(value)
    assert sorted(named - set(engine.vocabulary.actors)) == []
