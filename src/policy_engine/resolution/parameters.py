"""Parameters of all policies, with the rows that settings add to them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import get_args

import attrs

from policy_engine.core.program import ParameterKey, ParameterRow, ParameterTable
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels
from policy_engine.model.types import EnumValue, Kind, Type
from policy_engine.reading.yaml import Mapping as MappingNode
from policy_engine.reading.yaml import Node, Scalar, Sequence
from policy_engine.resolution import errors
from policy_engine.resolution.areas import AreaReader
from policy_engine.resolution.sources import Register, cited
from policy_engine.resolution.values import digits_help, expected_text, value_of_text
from policy_engine.resolution.vocabulary import refuse_name, variable_type
from policy_engine.source.text import Span
from policy_engine.syntax.policy import KeyKind, ParameterTree, ReadPolicy, RowTree, entries_of
from policy_engine.syntax.surface import IN_QUOTES, LabelsTree, cut_off, key_names, read_model

KEY_KINDS = get_args(KeyKind)


def build_parameters(
    policies: Iterable[ReadPolicy], register: Register, areas: Areas, findings: list[Diagnostic]
) -> dict[str, ParameterTable]:
    """All parameters by full name, the rows of `settings` included."""
    policies = tuple(policies)
    tables: dict[str, ParameterTable] = {}
    builder = _Builder(register, AreaReader(areas, findings), findings)
    for policy in policies:
        for name, tree in policy.tree.parameters.items():
            refuse_name(name, "parameter", tree.span, findings)
            full_name = f"{policy.tree.module}.{name}"
            table = builder.table(full_name, tree)
            if full_name in tables:
                first = tables[full_name].span
                others = (Label(first, "declared here first"),) if first else ()
                findings.append(
                    Diagnostic(
                        errors.DECLARED_TWICE,
                        f"the parameter `{full_name}` is declared twice",
                        table.span,
                        others=others,
                    )
                )
            tables[full_name] = table
    for policy in policies:
        for key, _ in entries_of(policy.node, "settings"):
            builder.extend(tables, key, policy.tree.settings[key.text])
    for table in tables.values():
        _refuse_clashes(table, findings)
    return tables


@attrs.frozen
class _Builder:
    register: Register
    areas: AreaReader
    findings: list[Diagnostic]

    def table(self, name: str, tree: ParameterTree) -> ParameterTable:
        kind = variable_type(
            tree.type, tree.unit, None, (), many=False, span=tree.span, findings=self.findings
        )
        keys = tuple(self.key(key, node, tree.span) for key, node in tree.keys.items())
        empty = ParameterTable(name, kind, tree.title.labels, keys, (), tree.note, tree.span)
        if tree.source is not None:
            cited((tree.source,), self.register, tree.span, self.findings)
        nodes: tuple[Node, ...] = tree.values
        if tree.value is not None:
            nodes = (
                MappingNode(((Scalar("value", tree.value.span, True, ""), tree.value),), tree.value.span),
                *nodes,
            )
        return attrs.evolve(
            empty,
            rows=tuple(row for node in nodes if (row := self.row(empty, node, tree.source)) is not None),
        )

    def key(self, name: str, node: Node, span: Span) -> ParameterKey:
        if isinstance(node, Sequence):
            names = [item.text for item in node.items if isinstance(item, Scalar)]
            return ParameterKey(
                name, Type(Kind.ENUM, values=tuple(EnumValue(each, Labels(each, each)) for each in names))
            )
        if isinstance(node, MappingNode) and all(isinstance(each, MappingNode) for _, each in node.entries):
            labels = {each.text: read_model(LabelsTree, tree, self.findings) for each, tree in node.entries}
            values = tuple(EnumValue(each, tree.labels) for each, tree in labels.items() if tree)
            return ParameterKey(name, Type(Kind.ENUM, values=values))
        if isinstance(node, Scalar) and node.text in KEY_KINDS:
            return ParameterKey(name, Type(Kind(node.text)))
        message = f"the key `{name}` has neither a type nor a list of values"
        self.findings.append(
            Diagnostic(
                errors.BAD_ROW,
                message,
                node.span,
                help=f"write one of {', '.join(KEY_KINDS)}, or a list such as [A, B, C]",
            )
        )
        return ParameterKey(name, Type(Kind.TEXT))

    def row(self, table: ParameterTable, node: Node, source: str | None) -> ParameterRow | None:
        entries = node.entries if isinstance(node, MappingNode) else ()
        common = MappingNode(
            tuple(entry for entry in entries if entry[0].text in key_names(RowTree)), node.span
        )
        tree = read_model(RowTree, common if isinstance(node, MappingNode) else node, self.findings)
        if tree is None:
            return None
        cells = {key.text: (key, content) for key, content in entries if key.text not in key_names(RowTree)}
        known = tuple(key.name for key in table.keys)
        self.refuse_cells(table, known, cells, node)
        value = self.value(tree.value, table.type)
        keys = tuple(
            self.value(cells[key.name][1], key.type) if key.name in cells else None for key in table.keys
        )
        cites = tree.source or source
        if cites is not None and tree.source is not None:
            cited((tree.source,), self.register, tree.span, self.findings)
        areas = self.areas.under_area(node)
        if tree.start and tree.until and tree.start >= tree.until:
            self.findings.append(
                Diagnostic(
                    errors.EMPTY_TIME, "this row holds on no day: `from` is not before `until`", tree.span
                )
            )
        misread = [name for name, key in zip(known, keys, strict=True) if key is None and name in cells]
        misplaced = bool(tree.area) and not areas
        if value is None or misread or misplaced or not cells.keys() <= set(known):
            return None
        return ParameterRow(value, "".join(areas), tree.start, tree.until, keys, cites, tree.note, tree.span)

    def refuse_cells(
        self,
        table: ParameterTable,
        names: tuple[str, ...],
        cells: Mapping[str, tuple[Scalar, Node]],
        row: Node,
    ) -> None:
        for name, (key, _) in cells.items():
            if name not in names:
                known = (*key_names(RowTree), *names)
                near = suggest(name, known)
                advice = f"did you mean `{near[0]}`?" if near else "known cells: " + ", ".join(known)
                if cut_off(row, name):
                    advice = "write a number without a comma, such as 1800" if name.isdigit() else IN_QUOTES
                self.findings.append(
                    Diagnostic(
                        errors.BAD_ROW, f"rows of `{table.name}` have no cell `{name}`", key.span, help=advice
                    )
                )

    def value(self, node: Node, kind: Type) -> Value | None:
        value = value_of_text(node.text, kind) if isinstance(node, Scalar) else None
        if value is None:
            found = f"`{node.text}`" if isinstance(node, Scalar) else "a list or mapping"
            expected = expected_text(kind)
            message = f"expected {expected}, found {found}"
            advice = digits_help(node.text, kind) if isinstance(node, Scalar) else ""
            self.findings.append(
                Diagnostic(
                    errors.BAD_PARAMETER_VALUE,
                    message,
                    node.span,
                    help=advice,
                    expected=expected,
                    found=found,
                )
            )
        return value

    def extend(self, tables: dict[str, ParameterTable], key: Scalar, nodes: tuple[Node, ...]) -> None:
        table = tables.get(key.text)
        if table is None:
            near = full_names(key.text, tables) or suggest(key.text, tables)
            advice = f"did you mean `{near[0]}`?" if near else "name a parameter as `module.parameter`"
            message = f"there is no parameter `{key.text}` to set"
            self.findings.append(Diagnostic(errors.UNKNOWN_PARAMETER, message, key.span, help=advice))
            return
        added = tuple(row for node in nodes if (row := self.row(table, node, None)) is not None)
        tables[key.text] = attrs.evolve(table, rows=(*table.rows, *added))


def full_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names `module.name` that end with a name given without its module."""
    return tuple(each for each in known if each.endswith(f".{name}"))


def _refuse_clashes(table: ParameterTable, findings: list[Diagnostic]) -> None:
    seen: dict[tuple[str, date | None], list[ParameterRow]] = {}
    for row in table.rows:
        before = seen.setdefault((row.area, row.start), [])
        first = next((each for each in before if _meet(each, row)), None)
        before.append(row)
        if first is not None:
            others = (Label(first.span, "the same place, date and keys here"),) if first.span else ()
            message = f"two rows give `{table.name}` for the same place, date and keys"
            findings.append(
                Diagnostic(
                    errors.ROWS_CLASH,
                    message,
                    row.span,
                    others=others,
                    help="keep one, or give them different dates or areas",
                )
            )


def _meet(one: ParameterRow, other: ParameterRow) -> bool:
    """Whether two rows of a place and date set different values for the same keys; a cell left out fits every key."""
    pairs = zip(one.keys, other.keys, strict=True)
    same_keys = all(left is None or right is None or left == right for left, right in pairs)
    return same_keys and UNKNOWN not in (one.value, other.value) and one.value != other.value
