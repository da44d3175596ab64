"""Cases in a folder of one's own are checked with the policies beside them."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

POLICY = """module: county
policy: heating
title: {zh: 取暖补贴, en: Heating}
rules:
  heating:
    kind: entitlement
    title: {zh: 取暖补贴, en: Heating allowance}
    for: household
    source: s003e-forest-ranger
    when: size > 1
    amount: 300
"""
CASES = """cases:
  - name: a household of two gets the allowance
    on: 2019-12-31
    case: {household: {id: h1, size: 2}}
    expect: {county.heating: {household:h1: {status: granted, amount: "300.00"}}}
"""


def test_the_policy_beside_the_cases_is_loaded(pytester: pytest.Pytester) -> None:
    """No settings and no plugin are needed for it."""
    Path("heating.yaml").write_text(POLICY, encoding="utf-8")
    Path("heating.cases.yaml").write_text(CASES, encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "heating.cases.yaml")
    result.assert_outcomes(passed=1)
