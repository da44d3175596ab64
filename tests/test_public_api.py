"""What hosts import is there, and is all that the package offers."""

import importlib

import pytest

import policy_engine


@pytest.mark.parametrize("name", policy_engine.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    """Each name of `__all__` is an attribute of the package, and says what it is."""
    found = getattr(importlib.import_module("policy_engine"), name)
    assert isinstance(found, str) or found.__doc__ or name == "hookimpl"


def test_the_package_offers_nothing_else() -> None:
    """Every public class and function of the package is in `__all__`; the rest are its own packages."""
    offered = {
        name for name, value in vars(policy_engine).items() if not name.startswith("_") and callable(value)
    }
    assert offered <= set(policy_engine.__all__)
    assert sorted(policy_engine.__all__) == policy_engine.__all__
