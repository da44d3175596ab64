"""The plugin manager: made by a function, filled with the national plugin and, if wanted, every installed one."""

import traceback
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs
import pluggy

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Function
from policy_engine.plugins import errors, hookspecs, national

NATIONAL = "national"


@attrs.frozen
class Plugin:
    """What a plugin brought: its name and version, and the folders of its policies."""

    name: str
    version: str
    directories: tuple[Traversable, ...]


@attrs.frozen
class Contributions:
    """What all plugins brought together."""

    plugins: tuple[Plugin, ...]
    kinds: tuple[RuleKind, ...]
    functions: tuple[Function, ...]


def make_manager(
    plugins: Iterable[object] = (), *, installed: bool | Collection[str] = True
) -> pluggy.PluginManager:
    """A manager with the national plugin, the given ones, and those found by entry point: all, none, or the named ones.

    Raises PolicyError that names the plugin, its version and the cause when one cannot be loaded or has a wrong hook.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(national, NATIONAL)
    for plugin in plugins:
        _register(manager, plugin, _name_of(plugin), "")
    for entry in _entries(installed):
        if not manager.has_plugin(entry.name):
            _register(manager, _loaded(entry), entry.name, _version(entry))
    return manager


def _entries(installed: bool | Collection[str]) -> list[EntryPoint]:  # noqa: FBT001 - all or none
    found = sorted(entry_points(group=hookspecs.ENTRY_POINT_GROUP), key=lambda each: each.name)
    if isinstance(installed, bool):
        return found if installed else []
    names = [entry.name for entry in found]
    for wanted in installed:
        if wanted not in names:
            near = suggest(wanted, names)
            listed = ", ".join(f"`{name}`" for name in names)
            advice = f"did you mean `{near[0]}`?" if near else f"installed plugins: {listed or 'none'}"
            message = f"no plugin `{wanted}` is installed"
            raise PolicyError([Diagnostic(errors.UNKNOWN_PLUGIN, message, help=advice)])
    return [entry for entry in found if entry.name in installed]


def contributions(manager: pluggy.PluginManager) -> Contributions:
    """All hooks called, plugin by plugin."""
    directories: dict[str, list[Traversable]] = {}
    for name, folders in _called(manager, "policy_directories"):
        directories.setdefault(name, []).extend(folders)
    plugins = tuple(
        Plugin(name, _version_of(name), tuple(_present(name, folders)))
        for name, folders in directories.items()
    )
    kinds = tuple(kind for _, brought in _called(manager, "rule_kinds") for kind in brought)
    functions = tuple(function for _, brought in _called(manager, "functions") for function in brought)
    _refuse_twice([kind.name for kind in kinds], "rule kind")
    _refuse_twice([function.name for function in functions], "function")
    return Contributions(plugins, kinds, functions)


def _register(manager: pluggy.PluginManager, plugin: object, name: str, version: str) -> None:
    try:
        manager.register(plugin, name)
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        message = f"{_titled(name, version)} does not keep to the hooks: {_one_line(error)}"
        raise PolicyError(
            [Diagnostic(errors.BAD_HOOK, message, help="see policy_engine.plugins.hookspecs for all hooks")]
        ) from None


def _loaded(entry: EntryPoint) -> object:
    try:
        return entry.load()
    except Exception as error:  # noqa: BLE001 - whatever a stranger's module raises is told to the user
        message = f"{_titled(entry.name, _version(entry))} cannot be loaded: {type(error).__name__}: {_one_line(error)}"
        help_text = f"mend or uninstall `{entry.dist.name if entry.dist else entry.value}`"
        raise PolicyError(
            [Diagnostic(errors.PLUGIN_NOT_LOADED, message, help=help_text, note=_raised_at(error))]
        ) from None


def _called(manager: pluggy.PluginManager, hook: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        name = implementation.plugin_name
        try:
            yield name, tuple(implementation.function())
        except Exception as error:  # noqa: BLE001 - whatever a stranger's hook raises is told to the user
            message = (
                f"the hook `{hook}` of {_titled(name)} fails: {type(error).__name__}: {_one_line(error)}"
            )
            raise PolicyError(
                [Diagnostic(errors.PLUGIN_NOT_LOADED, message, note=_raised_at(error))]
            ) from None


def _present(name: str, folders: Iterable[Traversable]) -> Iterator[Traversable]:
    for folder in folders:
        if not folder.is_dir():
            message = f"{_titled(name)} names a folder of policies that is not there: `{folder.name}`"
            raise PolicyError(
                [
                    Diagnostic(
                        errors.NO_POLICIES,
                        message,
                        help="check its hook `policy_directories` and that its wheel carries the files",
                    )
                ]
            )
        yield folder


def _titled(name: str, version: str = "") -> str:
    known = version or _version_of(name)
    return f"the plugin `{name}` {known}" if known else f"the plugin `{name}`"


def _raised_at(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"raised at {Path(place.filename).name}:{place.lineno}"


def _refuse_twice(names: Sequence[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"two plugins bring a {what} called `{twice[0]}`"
        raise PolicyError([Diagnostic(errors.DUPLICATE_NAME, message, help="rename one of them")])


def _name_of(plugin: object) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__name__))


def _version(entry: EntryPoint) -> str:
    return entry.dist.version if entry.dist else ""


def _version_of(name: str) -> str:
    return next(
        (_version(entry) for entry in entry_points(group=hookspecs.ENTRY_POINT_GROUP) if entry.name == name),
        "",
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
