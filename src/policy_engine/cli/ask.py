"""The command `ask`: the unknown facts of a case, the most decisive first."""

import json
from collections.abc import Iterator

from policy_engine.cli.answer import Answer
from policy_engine.cli.case_files import decide, read_case_file
from policy_engine.cli.console import columns, lines, on_terminal
from policy_engine.cli.options import (
    CaseOption,
    Format,
    FormatOption,
    InstalledOption,
    LanguageOption,
    OnOption,
    PoliciesOption,
    load_engine,
)
from policy_engine.explanation.ask import Question
from policy_engine.model.labels import Labels, Language
from policy_engine.source.text import display_width

_HEADINGS = (
    Labels("可定", "Settles"),
    Labels("涉及", "Concerns"),
    Labels("待补", "To be given"),
    Labels("名称", "Label"),
)
_NOTHING = Labels("没有待补的事实。", "No fact is missing.")
_GAP = "  "


def ask(
    case: CaseOption,
    on: OnOption = None,
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """列出待补的事实。The unknown facts, the most decisive first."""
    given = read_case_file(case)
    questions = decide(load_engine(policies, installed), given, on).ask()
    if shape is Format.JSON:
        return Answer(_json(questions))
    if not questions:
        return Answer(f"{_NOTHING.text(lang)}\n")
    return Answer("".join(f"{line}\n" for line in _table(questions, lang)))


def _table(questions: tuple[Question, ...], lang: Language) -> Iterator[str]:
    """A line a question; on a terminal too narrow for that, the labels on lines of their own."""
    rows = [
        tuple(heading.text(lang) for heading in _HEADINGS),
        *(
            (str(each.settles), str(each.concerns), each.missing.name, each.labels.text(lang))
            for each in questions
        ),
    ]
    settles, concerns, name, label = (
        max(display_width(cell) for cell in column) for column in zip(*rows, strict=True)
    )
    start = settles + concerns + 2 * len(_GAP)
    narrow = on_terminal() and start + name + len(_GAP) + label > columns()
    for row in rows:
        counts = f"{_blank(row[0], settles)}{row[0]}{_GAP}{_blank(row[1], concerns)}{row[1]}{_GAP}"
        if not narrow:
            yield f"{counts}{row[2]}{_blank(row[2], name)}{_GAP}{row[3]}"
            continue
        yield f"{counts}{row[2]}"
        for line in lines(row[3], max(20, columns() - start)):
            yield " " * start + line


def _blank(text: str, width: int) -> str:
    return " " * (width - display_width(text))


def _json(questions: tuple[Question, ...]) -> str:
    entries = [
        {
            question.missing.sort.value: question.missing.name,
            "label": {"zh": question.labels.zh, "en": question.labels.en},
            "settles": question.settles,
            "concerns": question.concerns,
            "rules": list(question.rules),
        }
        for question in questions
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
