"""The plugin manager: made by a function, filled with the national plugin and, if wanted, every installed one."""

from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

import attrs
import pluggy

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Function
from policy_engine.plugins import errors, hookspecs, national
from policy_engine.plugins.hooks import Stranger, given_by, one_line, refuse_bad_hooks, titled
from policy_engine.plugins.places import place_of_entry, place_of_error, place_of_function

NATIONAL = "national"


@attrs.frozen
class Plugin:
    """What a plugin brought: its name and version, and the folders of its policies."""

    name: str
    version: str
    directories: tuple[Traversable, ...]


def on_disk(plugins: Iterable[Plugin]) -> Iterator[Path]:
    """The folders of the plugins that are on disk."""
    for plugin in plugins:
        yield from (folder for folder in plugin.directories if isinstance(folder, Path))


@attrs.frozen
class Contributions:
    """What all plugins brought together: the national one first, the others by name."""

    plugins: tuple[Plugin, ...]
    kinds: tuple[RuleKind, ...]
    functions: tuple[Function, ...]


def make_manager(
    plugins: Iterable[object] = (), *, installed: bool | Collection[str] = True
) -> pluggy.PluginManager:
    """A manager with the national plugin, the given ones, and those found by entry point: all, none, or the named ones.

    Raises PolicyError that names the plugin, its version, the place and the cause when one cannot be loaded or has a wrong hook.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(national, NATIONAL)
    for plugin in plugins:
        name = _name_of(plugin)
        _register(manager, Stranger(name, _versions().get(name, ""), plugin))
    for entry in _entries(installed):
        code = _loaded(entry)
        if not manager.is_registered(code):
            _register(manager, Stranger(entry.name, _version(entry), code))
    return manager


def contributions(manager: pluggy.PluginManager) -> Contributions:
    """What all hooks give, plugin by plugin."""
    versions = _versions()
    strangers = [Stranger(name, versions.get(name, ""), code) for name, code in manager.list_name_plugin()]
    strangers.sort(key=lambda stranger: (stranger.name != NATIONAL, stranger.name))
    plugins = tuple(Plugin(each.name, each.version, tuple(_folders(each))) for each in strangers)
    kinds = [(cast(RuleKind, kind), each) for each in strangers for kind in given_by(each, "rule_kinds")]
    functions = [
        (cast(Function, function), each) for each in strangers for function in given_by(each, "functions")
    ]
    _refuse_twice([(kind.name, each) for kind, each in kinds], "rule kind", "rule_kinds")
    names = [(name, each) for function, each in functions for name in (function.name, function.label)]
    _refuse_twice(names, "function", "functions")
    return Contributions(
        plugins, tuple(kind for kind, _ in kinds), tuple(function for function, _ in functions)
    )


def _register(manager: pluggy.PluginManager, plugin: Stranger) -> None:
    if manager.has_plugin(plugin.name):
        message = f"two plugins are called `{plugin.name}`"
        help_text = "uninstall one of them, or give it another name in its entry point"
        raise PolicyError([Diagnostic(errors.DUPLICATE_NAME, message, help=help_text)])
    refuse_bad_hooks(manager, plugin)
    manager.register(plugin.code, plugin.name)


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


def _loaded(entry: EntryPoint) -> object:
    try:
        return entry.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger's module raises is told to the user
        place = place_of_error(error, entry.module)
        distribution = entry.dist.name if entry.dist else entry.name
        message = f"{titled(entry.name, _version(entry))} cannot be loaded: {type(error).__name__}: {one_line(error)}"
        help_text = f"mend the plugin, or uninstall `{distribution}`"
        label = "raised here" if place else "its entry point"
        place = place or place_of_entry(entry)
        raise PolicyError(
            [Diagnostic(errors.PLUGIN_NOT_LOADED, message, place, label=label, help=help_text)]
        ) from None


def _folders(plugin: Stranger) -> Iterator[Traversable]:
    for folder in given_by(plugin, "policy_directories"):
        assert isinstance(folder, Traversable)
        if not folder.is_dir():
            message = f"{plugin.title} names a folder of policies that is not there: `{folder.name}`"
            place = place_of_function(plugin.code.policy_directories)  # type: ignore[attr-defined]
            help_text = "check the folder's name, and that the wheel of the plugin carries its files"
            raise PolicyError([Diagnostic(errors.NO_POLICIES, message, place, help=help_text)])
        yield folder


def _refuse_twice(brought: list[tuple[str, Stranger]], what: str, hook: str) -> None:
    owners: dict[str, Stranger] = {}
    for name, owner in brought:
        if name in owners:
            message = f"{owners[name].title} and {owner.title} both bring a {what} called `{name}`"
            place = place_of_function(getattr(owner.code, hook))
            raise PolicyError([Diagnostic(errors.DUPLICATE_NAME, message, place, help="rename one of them")])
        owners[name] = owner


def _name_of(plugin: object) -> str:
    """The name under which the plugin is installed, if it is; else that of its module or class."""
    name = str(getattr(plugin, "__name__", type(plugin).__name__))
    found = entry_points(group=hookspecs.ENTRY_POINT_GROUP)
    return next((entry.name for entry in found if entry.value == name), name)


def _version(entry: EntryPoint) -> str:
    return entry.dist.version if entry.dist else ""


def _versions() -> dict[str, str]:
    """The versions of all installed plugins."""
    return {entry.name: _version(entry) for entry in entry_points(group=hookspecs.ENTRY_POINT_GROUP)}
