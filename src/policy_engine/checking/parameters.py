"""Uses of parameters: their keys are given, or are the variables of the same names."""

from typing import TYPE_CHECKING

import attrs

from policy_engine.checking import errors
from policy_engine.checking.fitting import fit
from policy_engine.core.expression import Expression, Lookup
from policy_engine.core.program import ParameterTable
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Typed
from policy_engine.syntax import tree as t

if TYPE_CHECKING:
    from policy_engine.checking.expression import Checker


def typed_lookup(table: ParameterTable, call: t.Call, checker: "Checker") -> Typed:
    """The value of a parameter for the keys of the call."""
    given = dict(call.keywords)
    names = tuple(key.name for key in table.keys)
    if len(given) < len(call.keywords):
        message = f"a key of `{table.name}` is given twice"
        return checker.report.refuse(errors.UNKNOWN_KEY, message, call.span, help_text="keep one of the two")
    unknown = [name for name in given if name not in names]
    if call.arguments or unknown:
        near = suggest(unknown[0], names) if unknown else ()
        known = ", ".join(f"{name}=..." for name in names) or "no keys"
        message = (
            f"`{table.name}` has no key `{unknown[0]}`"
            if unknown
            else f"the keys of `{table.name}` are given by name"
        )
        help_text = f"did you mean `{near[0]}`?" if near else f"it has {known}"
        return checker.report.refuse(errors.UNKNOWN_KEY, message, call.span, help_text=help_text)
    keys: list[Expression] = []
    for key in table.keys:
        tree = given.get(key.name) or t.Name(key.name, call.span)
        typed = checker.check(tree)
        dimension = typed.type.dimension if typed.type and key.type.is_numeric else key.type.dimension
        keys.append(fit(typed, attrs.evolve(key.type, dimension=dimension), checker.report).expression)
    return Typed(Lookup(table.name, tuple(keys), table.type), table.type, call.span)
