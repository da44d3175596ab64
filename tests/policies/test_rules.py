"""The rules of the national policies, as a host sees them."""

from policy_engine import Engine


def test_every_rule_is_told_of() -> None:
    """Those too that only compute a variable and have no outcome of their own."""
    rules = {rule.name: rule for rule in Engine.load(installed=False).rules}
    assert rules["monitoring.registered_poor"].kind == "derive"
    assert rules["monitoring.registered_poor"].sources
    assert rules["social_assistance.dibao_monthly_grant"].kind == "entitlement"
