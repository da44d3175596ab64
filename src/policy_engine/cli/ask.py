"""The command `ask`: the unknown facts of a case, the most decisive first."""

import json

from rich.table import Table

from policy_engine.cli.answer import Answer
from policy_engine.cli.case_files import decide, read_case_file
from policy_engine.cli.console import rendered
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

_HEADINGS = (
    Labels("待补", "To be given"),
    Labels("中文名", "Chinese"),
    Labels("英文名", "English"),
    Labels("可定", "Settles"),
    Labels("涉及", "Concerns"),
)
_NOTHING = Labels("没有待补的事实。", "No fact is missing.")


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
    table = Table(box=None, pad_edge=False, show_edge=False)
    for number, heading in enumerate(_HEADINGS):
        table.add_column(heading.text(lang), justify="right" if number > 2 else "left", overflow="fold")
    for question in questions:
        labels = question.labels
        table.add_row(
            question.missing.name, labels.zh, labels.en, str(question.settles), str(question.concerns)
        )
    return Answer(rendered([table]))


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
