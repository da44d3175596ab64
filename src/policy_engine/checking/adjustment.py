"""What an interaction asks for: which entitlements it changes, and how; the lowering carries it out."""

from enum import StrEnum

import attrs

from policy_engine.core.expression import Expression
from policy_engine.model.types import Type
from policy_engine.model.vocabulary import Variable
from policy_engine.syntax.surface import Phrase


class Keep(StrEnum):
    """Which of several exclusive entitlements is kept."""

    HIGHEST = "highest"
    FIRST = "first"
    CHOICE = "choice"


@attrs.frozen
class Exclusion:
    """Only one of the members is kept."""

    keep: Keep


@attrs.frozen
class Cap:
    """The members together come to no more than a limit.

    They are paid in their order, or each in proportion. `leaves` has for each member the variable that holds what it leaves of the
    limit, if one is declared.
    """

    limit: Expression
    type: Type
    in_proportion: bool
    leaves: tuple[Variable | None, ...]


@attrs.frozen
class Adjustment:
    """A change of several entitlements, named in full, that stands to reason only where all of them are known.

    It works on what the interactions `after` which it comes leave.
    """

    members: tuple[Phrase, ...]
    way: Exclusion | Cap
    when: Expression | None
    after: tuple[Phrase, ...]
