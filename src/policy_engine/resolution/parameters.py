"""Parameters of all policies, with the rows that settings add to them."""

from collections.abc import Iterable, Mapping

import attrs

from policy_engine.core.program import ParameterKey, ParameterRow, ParameterTable
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels
from policy_engine.model.types import EnumValue, Kind, Type
from policy_engine.reading.yaml import Mapping as MappingNode
from policy_engine.reading.yaml import Node, Scalar, Sequence
from policy_engine.resolution import errors
from policy_engine.resolution.sources import Register, cited
from policy_engine.resolution.values import value_of_text
from policy_engine.resolution.vocabulary import variable_type
from policy_engine.source.text import Span
from policy_engine.syntax.policy import ParameterTree, ReadPolicy, RowTree
from policy_engine.syntax.surface import key_names, read_model

KEY_KINDS = ("bool", "int", "text", "date")


def build_parameters(
    policies: Iterable[ReadPolicy], register: Register, findings: list[Diagnostic]
) -> dict[str, ParameterTable]:
    """All parameters by full name, the rows of `settings` included."""
    policies = tuple(policies)
    tables: dict[str, ParameterTable] = {}
    builder = _Builder(register, findings)
    for policy in policies:
        for name, tree in policy.tree.parameters.items():
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
        for full_name, rows in policy.tree.settings.items():
            builder.extend(tables, full_name, rows)
    for table in tables.values():
        _refuse_clashes(table, findings)
    return tables


@attrs.frozen
class _Builder:
    register: Register
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
        self.refuse_cells(table, cells)
        value = self.value(tree.value, table.type)
        keys = tuple(
            self.value(cells[key.name][1], key.type) if key.name in cells else None for key in table.keys
        )
        cites = tree.source or source
        if cites is not None and tree.source is not None:
            cited((tree.source,), self.register, tree.span, self.findings)
        if tree.area and not valid_area(tree.area):
            self.findings.append(bad_area(tree.area, tree.span))
        if tree.start and tree.until and tree.start >= tree.until:
            self.findings.append(
                Diagnostic(
                    errors.EMPTY_TIME, "this row holds on no day: `from` is not before `until`", tree.span
                )
            )
        if value is None:
            return None
        return ParameterRow(value, tree.area, tree.start, tree.until, keys, cites, tree.note, tree.span)

    def refuse_cells(self, table: ParameterTable, cells: Mapping[str, tuple[Scalar, Node]]) -> None:
        names = tuple(key.name for key in table.keys)
        for name, (key, _) in cells.items():
            if name not in names:
                known = (*key_names(RowTree), *names)
                near = suggest(name, known)
                advice = f"did you mean `{near[0]}`?" if near else "known cells: " + ", ".join(known)
                self.findings.append(
                    Diagnostic(
                        errors.BAD_ROW, f"rows of `{table.name}` have no cell `{name}`", key.span, help=advice
                    )
                )

    def value(self, node: Node, kind: Type) -> Value | None:
        value = value_of_text(node.text, kind) if isinstance(node, Scalar) else None
        if value is None:
            found = f"`{node.text}`" if isinstance(node, Scalar) else "a list or mapping"
            places = f" of at most {kind.scale} decimal places" if kind.is_numeric else ""
            expected = f"{kind.kind.value}{places}"
            message = f"expected a value of type {expected}, found {found}"
            self.findings.append(
                Diagnostic(errors.BAD_PARAMETER_VALUE, message, node.span, expected=expected, found=found)
            )
        return value

    def extend(self, tables: dict[str, ParameterTable], name: str, nodes: tuple[Node, ...]) -> None:
        table = tables.get(name)
        if table is None:
            near = suggest(name, tuple(tables))
            advice = f"did you mean `{near[0]}`?" if near else ""
            span = nodes[0].span if nodes else None
            self.findings.append(
                Diagnostic(
                    errors.UNKNOWN_PARAMETER, f"there is no parameter `{name}` to set", span, help=advice
                )
            )
            return
        added = tuple(row for node in nodes if (row := self.row(table, node, None)) is not None)
        tables[name] = attrs.evolve(table, rows=(*table.rows, *added))


def valid_area(area: str) -> bool:
    """Whether the text is a division code of some level."""
    return area.isascii() and area.isdigit() and len(area) in (2, 4, 6, 9, 12)


def bad_area(area: str, span: Span) -> Diagnostic:
    """The finding for an area that is no division code."""
    message = f"`{area}` is no division code"
    return Diagnostic(
        errors.BAD_AREA,
        message,
        span,
        help="a code has 2 (province), 4, 6 (county), 9 or 12 digits, in quotes",
    )


def _refuse_clashes(table: ParameterTable, findings: list[Diagnostic]) -> None:
    seen: dict[object, ParameterRow] = {}
    for row in table.rows:
        first = seen.setdefault((row.area, row.start, row.keys), row)
        if first is not row and (first.value != row.value or first.value is UNKNOWN):
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
