"""Texts in the two languages of the project."""

from enum import StrEnum

import attrs


class Language(StrEnum):
    """The languages in which labels, explanations and messages exist."""

    ZH = "zh"
    EN = "en"


@attrs.frozen
class Labels:
    """The same text in Chinese and in English."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """The text in that language."""
        return self.zh if language is Language.ZH else self.en
