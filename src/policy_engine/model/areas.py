"""Areas: the names of the places that division codes stand for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from policy_engine.model.labels import Labels, Language


@attrs.frozen(slots=False)
class Areas:
    """The known division codes with their names."""

    labels: Mapping[str, Labels] = attrs.field(factory=dict)

    def name(self, code: str, language: Language) -> str:
        """The names of the place and of those around it; those around it where it is not known itself, nothing where none is."""
        names = [labels.text(language) for labels in self._chain(code)]
        return "".join(names) if language is Language.ZH else ", ".join(reversed(names))

    def text(self, code: str, language: Language) -> str:
        """The name with the code: `甘肃省（62）`, and for a place in it without a name `甘肃省某地（6290）`."""
        chinese = language is Language.ZH
        name = self.name(code, language)
        if not name:
            return f"区划{code}" if chinese else f"area {code}"
        if code not in self.labels:
            name = f"{name}某地" if chinese else f"a place in {name}"
        return f"{name}（{code}）" if chinese else f"{name} ({code})"

    def listed(self, codes: Iterable[str], language: Language) -> str:
        """Several areas, each as `text` says it: `甘肃省（62）或青海省（63）`."""
        between = "或" if language is Language.ZH else " or "
        return between.join(self.text(code, language) for code in codes)

    def codes_named(self, name: str) -> tuple[str, ...]:
        """The codes of the places with that name, in either language, alone or after the names of places around it."""
        return self._names.get(name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """The Chinese names without those of places around."""
        return tuple(labels.zh for labels in self.labels.values())

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code in self.labels:
            for name in dict.fromkeys(self._ways(code)):
                found[name] = (*found.get(name, ()), code)
        return found

    def _ways(self, code: str) -> Iterator[str]:
        chain = tuple(self._chain(code))
        for start in range(len(chain)):
            yield "".join(labels.zh for labels in chain[start:])
            yield ", ".join(labels.en for labels in reversed(chain[start:]))

    def _chain(self, code: str) -> Iterator[Labels]:
        """The labels of the known places that the code lies in, the widest first."""
        for length in range(2, len(code) + 1):
            if code[:length] in self.labels:
                yield self.labels[code[:length]]
