"""The hooks of one plugin: whether they keep to their specification, and what they give."""

from collections.abc import Callable, Iterator, Sequence
from importlib.resources.abc import Traversable
from inspect import getmembers, isfunction, signature

import attrs
import pluggy

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.diagnostic import PolicyError
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Function
from policy_engine.plugins import errors, hookspecs
from policy_engine.plugins.places import place_of_error, place_of_function

GIVES: dict[str, tuple[type, str]] = {
    "policy_directories": (Traversable, "folders"),
    "rule_kinds": (RuleKind, "rule kinds"),
    "functions": (Function, "functions"),
}
"""What the items of each hook's list are."""


def hook_names() -> tuple[str, ...]:
    """All hooks, in the order in which they are specified."""
    marked = [
        each for _, each in getmembers(hookspecs, isfunction) if hasattr(each, f"{hookspecs.PROJECT}_spec")
    ]
    return tuple(each.__name__ for each in sorted(marked, key=lambda each: each.__code__.co_firstlineno))


@attrs.frozen
class Stranger:
    """A loaded plugin that is to be registered: its name, its version if it is installed, and its code."""

    name: str
    version: str
    code: object

    @property
    def title(self) -> str:
        """How messages call it."""
        return titled(self.name, self.version)

    @property
    def module(self) -> str:
        """The module that it is, or in which its class stands."""
        return str(getattr(self.code, "__name__", type(self.code).__module__))


def titled(name: str, version: str) -> str:
    """A plugin with its version, for messages."""
    return f"the plugin `{name}` {version}" if version else f"the plugin `{name}`"


def refuse_bad_hooks(manager: pluggy.PluginManager, plugin: Stranger) -> None:
    """Raise PolicyError with every hook that does not exist or takes arguments, and when there is none at all."""
    marked = [
        (name, function)
        for name, function in _public(plugin.code)
        if manager.parse_hookimpl_opts(plugin.code, name) is not None
    ]
    findings = [finding for name, function in marked for finding in _faults(plugin, name, function)]
    if not marked:
        message = f"{plugin.title} brings nothing: none of its functions is marked `@hookimpl`"
        findings.append(
            Diagnostic(
                errors.BAD_HOOK,
                message,
                help=f"mark {_listed()} with `policy_engine.plugins.hookspecs.hookimpl`",
            )
        )
    if findings:
        raise PolicyError(findings)


def given_by(plugin: Stranger, hook: str) -> tuple[object, ...]:
    """What a hook of the plugin gives; nothing where the plugin does not implement it.

    Plugins are asked one by one, not by pluggy all together, so that what goes wrong has a name.
    """
    function = getattr(plugin.code, hook, None)
    if not hasattr(function, f"{hookspecs.PROJECT}_impl"):
        return ()
    assert callable(function)
    try:
        given = function()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger's hook raises is told to the user
        message = f"the hook `{hook}` of {plugin.title} fails: {type(error).__name__}: {one_line(error)}"
        place = place_of_error(error, plugin.module)
        help_text = f"mend the hook, or uninstall `{plugin.name}`"
        raise PolicyError(
            [Diagnostic(errors.PLUGIN_NOT_LOADED, message, place, label="raised here", help=help_text)]
        ) from None
    sort, name = GIVES[hook]
    whole = isinstance(given, Sequence) and not isinstance(given, str)
    wrong = [item for item in given if not isinstance(item, sort)] if whole else [given]
    if wrong:
        found = f"a list with a {type(wrong[0]).__name__}" if whole else f"a {type(given).__name__}"
        message = f"the hook `{hook}` of {plugin.title} gives {found}, not a list of {name}"
        raise PolicyError(
            [
                Diagnostic(
                    errors.BAD_HOOK,
                    message,
                    place_of_function(function),
                    help=f"return a list of {name}",
                    expected=f"a list of {name}",
                    found=found,
                )
            ]
        )
    return tuple(given)


def one_line(error: BaseException) -> str:
    """What an exception says, on one line."""
    return " ".join(str(error).split())[:300]


def _faults(plugin: Stranger, name: str, function: Callable[..., object]) -> Iterator[Diagnostic]:
    if name not in hook_names():
        near = suggest(name, hook_names())
        advice = f"did you mean `{near[0]}`?" if near else f"the hooks are {_listed()}"
        message = f"{plugin.title} implements a hook `{name}`, which does not exist"
        yield Diagnostic(errors.BAD_HOOK, message, place_of_function(function), help=advice)
    elif signature(function).parameters:
        taken = ", ".join(f"`{argument}`" for argument in signature(function).parameters)
        message = (
            f"the hook `{name}` of {plugin.title} asks for {taken}, but hooks are called without arguments"
        )
        yield Diagnostic(errors.BAD_HOOK, message, place_of_function(function), help=f"write `def {name}():`")


def _public(code: object) -> Iterator[tuple[str, Callable[..., object]]]:
    for name in sorted(name for name in dir(code) if not name.startswith("_")):
        member = getattr(code, name, None)
        if callable(member):
            yield name, member


def _listed() -> str:
    return ", ".join(f"`{name}`" for name in hook_names())
