"""A plugin that is not right is refused with its name, version, file, line and mend."""

from pathlib import Path
from types import ModuleType

import pytest

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.diagnostics.render import render_full
from policy_engine.engine import Engine
from policy_engine.kinds import builtin_kinds
from policy_engine.plugins.hookspecs import hookimpl
from policy_engine.plugins.manager import NATIONAL, contributions, make_manager
from tests.plugins.strangers import Install, stranger
from tests.support import assert_diagnostic

HOOKIMPL = "from policy_engine.plugins.hookspecs import hookimpl\n"
GOOD = HOOKIMPL + "@hookimpl\ndef rule_kinds():\n    return []\n"


def refusal(*plugins: object, installed: tuple[str, ...] = ()) -> Diagnostic:
    """The only finding with which the engine refuses to load."""
    with pytest.raises(PolicyError) as caught:
        Engine.load(plugins, installed=installed)
    (finding,) = caught.value.diagnostics
    return finding


def place(finding: Diagnostic) -> tuple[str, int]:
    """File and line of a finding."""
    assert finding.span is not None
    return finding.span.source.name, finding.span.line


def test_misspelt_hook(install: Install) -> None:
    """A hook that does not exist is shown where it is defined, with the one that was meant."""
    file = install(
        "bad", HOOKIMPL + "\n\n@hookimpl\ndef policy_directorys():\n    return []\n", version="3.1"
    )
    finding = refusal(installed=("bad",))
    assert_diagnostic(
        finding,
        code="PE602",
        message="the plugin `bad` 3.1 implements a hook `policy_directorys`, which does not exist",
        underlined="def policy_directorys():",
        help="did you mean `policy_directories`?",
    )
    assert place(finding) == (str(file), 5)


def test_hook_like_no_other(install: Install) -> None:
    """A hook unlike any is answered with the list of hooks."""
    install("bad", HOOKIMPL + "@hookimpl\ndef colours():\n    return []\n")
    assert refusal(installed=("bad",)).help == "the hooks are `policy_directories`, `rule_kinds`, `functions`"


def test_wrong_signature(install: Install) -> None:
    """A hook that asks for arguments is refused: hooks are called without."""
    file = install("bad", HOOKIMPL + "@hookimpl\ndef functions(config):\n    return []\n")
    finding = refusal(installed=("bad",))
    assert_diagnostic(
        finding,
        code="PE602",
        message="the hook `functions` of the plugin `bad` 1.2 asks for `config`, but hooks are called without arguments",
        underlined="def functions(config):",
        help="write `def functions():`",
    )
    assert place(finding) == (str(file), 3)


def test_forgotten_mark(install: Install) -> None:
    """A module without any marked hook is not taken silently for an empty plugin."""
    install("bad", "def policy_directories():\n    return []\n")
    assert_diagnostic(
        refusal(installed=("bad",)),
        code="PE602",
        message="the plugin `bad` 1.2 brings nothing: none of its functions is marked `@hookimpl`",
        help="mark `policy_directories`, `rule_kinds`, `functions` with `policy_engine.plugins.hookspecs.hookimpl`",
    )


@pytest.mark.parametrize(
    ("code", "said", "line", "underlined"),
    [
        ("import os\nimport no_such_module\n", "ModuleNotFoundError", 2, "import no_such_module"),
        ("x = 1\n\ny = x +\n", "SyntaxError", 3, "y = x +"),
        (
            "import json\n\ndef read():\n    json.loads('{')\n\nread()\n",
            "JSONDecodeError",
            4,
            "json.loads('{')",
        ),
    ],
)
def test_import_error(install: Install, code: str, said: str, line: int, underlined: str) -> None:
    """A plugin that cannot be imported is shown at its own line, however deep the error arose."""
    file = install("bad", code, version="0.9")
    finding = refusal(installed=("bad",))
    assert finding.code.number == "PE601"
    assert finding.message.startswith(f"the plugin `bad` 0.9 cannot be loaded: {said}: ")
    assert finding.help == "mend the plugin, or uninstall `policy-engine-bad`"
    assert place(finding) == (str(file), line)
    assert finding.span
    assert finding.span.text == underlined
    assert f"--> {file}:{line}:" in render_full([finding])


@pytest.mark.parametrize("points_to", ["no_such_package", "plugin_bad:missing"])
def test_entry_point_to_nothing(install: Install, points_to: str) -> None:
    """Where no line of the plugin is at fault, the entry point is shown."""
    install("bad", GOOD, points_to=points_to)
    finding = refusal(installed=("bad",))
    assert (finding.code.number, finding.label) == ("PE601", "its entry point")
    assert place(finding) == ("policy-engine-bad/entry_points.txt", 2)
    assert finding.span
    assert finding.span.text == f"bad = {points_to}"


def test_a_plugin_that_leaves_the_program(install: Install) -> None:
    """A module or hook that calls for the end of the program is refused like one that fails."""
    install("bad", "import sys\nsys.exit(3)\n")
    install("worse", HOOKIMPL + "@hookimpl\ndef functions():\n    raise SystemExit\n")
    assert refusal(installed=("bad",)).message == "the plugin `bad` 1.2 cannot be loaded: SystemExit: 3"
    assert refusal(installed=("worse",)).message.startswith(
        "the hook `functions` of the plugin `worse` 1.2 fails"
    )


def test_failing_hook(install: Install) -> None:
    """What a hook raises is shown at its line."""
    file = install("bad", HOOKIMPL + "@hookimpl\ndef rule_kinds():\n    return [1 // 0]\n")
    finding = refusal(installed=("bad",))
    assert_diagnostic(
        finding,
        code="PE601",
        message="the hook `rule_kinds` of the plugin `bad` 1.2 fails: ZeroDivisionError: integer division or modulo by zero",
        underlined="return [1 // 0]",
        help="mend the hook, or uninstall `bad`",
    )
    assert place(finding) == (str(file), 4)


@pytest.mark.parametrize(
    ("hook", "given", "found", "wanted"),
    [
        ("policy_directories", "'policies'", "a str", "folders"),
        ("policy_directories", "['policies']", "a list with a str", "folders"),
        ("rule_kinds", "None", "a NoneType", "rule kinds"),
        ("functions", "[len]", "a list with a builtin_function_or_method", "functions"),
    ],
)
def test_hook_that_gives_something_else(
    install: Install, hook: str, given: str, found: str, wanted: str
) -> None:
    """A hook that gives no list of what it should is refused with both."""
    install("bad", f"{HOOKIMPL}@hookimpl\ndef {hook}():\n    return {given}\n")
    assert_diagnostic(
        refusal(installed=("bad",)),
        code="PE602",
        message=f"the hook `{hook}` of the plugin `bad` 1.2 gives {found}, not a list of {wanted}",
        underlined=f"def {hook}():",
        help=f"return a list of {wanted}",
    )


def test_missing_folder(install: Install) -> None:
    """A folder of policies that is not there is an error, not an empty plugin."""
    code = """
        from importlib.resources import files
        from policy_engine.plugins.hookspecs import hookimpl

        @hookimpl
        def policy_directories():
            return [files(__name__) / "polices"]
    """
    install("bad", code)
    assert_diagnostic(
        refusal(installed=("bad",)),
        code="PE603",
        message="the plugin `bad` 1.2 names a folder of policies that is not there: `polices`",
        underlined="def policy_directories():",
        help="check the folder's name, and that the wheel of the plugin carries its files",
    )


def test_plugin_not_installed(install: Install) -> None:
    """A plugin that is asked for by name must be installed."""
    install("zhejiang", GOOD)
    assert refusal(installed=("zhejang",)).help == "did you mean `zhejiang`?"
    assert refusal(installed=("x",)).message == "no plugin `x` is installed"


def test_two_plugins_of_one_name(install: Install) -> None:
    """Two distributions may not bring plugins of the same name."""
    install("twin", GOOD, module="plugin_one", dist="one")
    install("twin", GOOD, module="plugin_two", dist="two")
    assert_diagnostic(
        refusal(installed=("twin",)),
        code="PE604",
        message="two plugins are called `twin`",
        help="uninstall one of them, or give it another name in its entry point",
    )


@pytest.mark.parametrize(
    ("hook", "item", "what"),
    [("rule_kinds", "kinds.alert", "rule kind called `alert`"), ("functions", "functions.abs", "function called `abs`")],
)  # fmt: skip
def test_two_plugins_bring_the_same(install: Install, hook: str, item: str, what: str) -> None:
    """A rule kind or function may be brought once, and the built-in ones are taken."""
    constant = "KIND" if hook == "rule_kinds" else "FUNCTION"
    code = f"from policy_engine.{item} import {constant}\n{HOOKIMPL}@hookimpl\ndef {hook}():\n    return [{constant}]\n"
    install("copy", code)
    assert_diagnostic(
        refusal(installed=("copy",)),
        code="PE604",
        message=f"the plugin `national` and the plugin `copy` 1.2 both bring a {what}",
        underlined=f"def {hook}():",
        help="rename one of them",
    )


def test_good_plugin_has_its_version(install: Install) -> None:
    """A plugin is known by the name of its entry point and the version of its distribution; the national one comes first."""
    install("zz", GOOD, version="2.0")
    install("aa", GOOD, version="1.0")
    brought = contributions(make_manager(installed=("zz", "aa")))
    assert [(plugin.name, plugin.version) for plugin in brought.plugins] == [
        (NATIONAL, ""),
        ("aa", "1.0"),
        ("zz", "2.0"),
    ]


def test_given_plugin_that_is_also_installed(install: Install) -> None:
    """A module given by hand is the installed plugin, and comes once."""
    install("both", GOOD)
    import plugin_both  # type: ignore[import-not-found] # noqa: PLC0415 - it exists only now

    manager = make_manager([plugin_both], installed=("both",))
    assert [name for name, _ in manager.list_name_plugin()] == [NATIONAL, "both"]


def test_plugin_may_be_an_object() -> None:
    """An object with marked methods is a plugin named after its class."""

    class Local:
        @hookimpl
        def functions(self) -> list[object]:
            return []

    brought = contributions(make_manager([Local()], installed=False))
    assert [plugin.name for plugin in brought.plugins] == [NATIONAL, "Local"]


def test_error_in_a_policy_of_a_plugin(tmp_path: Path) -> None:
    """What is wrong in a policy file of a plugin is shown at its file and line."""
    plugin = stranger("qixia", tmp_path / "qixia", bad="rules:\n  r: {kind: alarm}\n")
    finding = refusal(plugin)
    assert_diagnostic(
        finding,
        code="PE134",
        message="there is no rule kind `alarm`",
        underlined="alarm",
        help="known kinds: " + ", ".join(sorted(kind.name for kind in builtin_kinds())),
    )
    assert place(finding) == (str(tmp_path / "qixia" / "bad.yaml"), 5)
    assert finding.note == "this file belongs to the plugin `qixia`"


def test_error_between_the_policies_of_a_plugin_and_the_others(install: Install, tmp_path: Path) -> None:
    """Its name and version are told whichever stage finds the error; other files are not said to be its own."""
    folder = tmp_path / "policies"
    folder.mkdir()
    install(
        "bad",
        HOOKIMPL
        + f"from pathlib import Path\n@hookimpl\ndef policy_directories():\n    return [Path({str(folder)!r})]\n",
    )
    head = "module: zz\npolicy: p\ntitle: {zh: 甲, en: A}\n"
    (folder / "p.yaml").write_text(
        f"{head}parameters:\n  x: {{title: {{zh: 乙, en: B}}, type: int, value: 1, source: nowhere}}\n"
    )
    assert refusal(installed=("bad",)).note == "this file belongs to the plugin `bad` 1.2"
    local = tmp_path / "local.yaml"
    local.write_text(head + "rules:\n  r: {kind: alarm}\n")
    (folder / "p.yaml").write_text(head)
    with pytest.raises(PolicyError) as caught:
        Engine.load(paths=[local], installed=("bad",))
    assert [finding.note for finding in caught.value.diagnostics] == [""]


def test_plugin_without_a_name_of_its_own() -> None:
    """A module in memory that is no package is refused without a place, not with a crash."""
    finding = refusal(ModuleType("empty"))
    assert finding.message.startswith("the plugin `empty` brings nothing")
