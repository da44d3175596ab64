"""Makes the two example villages: invented households whose totals are figures that two plans print.

Everything follows from the tables by formulas, so each run of `python -m examples.make_villages` writes the same bytes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from examples.village_tables import (
    ANHUI,
    HENAN,
    OPEN,
    ROLES,
    SAFE,
    STUDENTS,
    USUAL_HOME,
    USUAL_PERSON,
    Facts,
    Home,
    Village,
    house,
)

FOLDER = Path(__file__).resolve().parent
WIDTH = 118


def case(village: Village) -> dict[str, object]:
    """The village as a case."""
    last_day = f"{village.year}-12-31"
    first = 1
    households = []
    for number, home in enumerate(village.homes, start=1):
        households.append(household(home, number, first, village))
        first += len(home.members)
    county = {"id": "county", "policy_adopted": True, **village.county}
    facts = {"id": "v1", "code": village.code, "county": county, **village.facts, "clinics": []}
    return {"on": last_day, "village": known({**facts, "households": households})}


def household(home: Home, number: int, first: int, village: Village) -> dict[str, object]:
    """One household with its members."""
    year = village.year
    dibao, size = home.aid in tuple("ABC"), len(home.members)
    exit_date = f"{home.exited}-12-10" if home.exited else "none"
    income = home.per_head * size
    facts: dict[str, object] = {
        "registration_status": home.status,
        "exit_date": exit_date,
        "assistance_class": "dibao" if dibao else "tekun" if home.aid else "none",
        "dibao_grade": home.aid if dibao else "none",
        "size": size,
        "net_income": {str(year - 1): str(income - 200 * size), str(year): str(income)},
        "property_value": str(9000 + 500 * number),
        "rigid_expenditure": str(1200 + 40 * number),
        **SAFE,
        **USUAL_HOME,
        "help_plans": [{"id": "g", "exists": True}],
        "pairings": [pairing(number, village.groups)] if home.status != "none" else [],
        "visits": [{"id": "w", "date": f"{year}-11-{number % 28 + 1:02}", "done": True}],
        **house("B"),
        **home.facts,
    }
    persons = [person(home, place, first + place, year) for place in range(size)]
    return numbered({"id": f"h{number:02}", **facts, "persons": persons}, f"h{number:02}")


def person(home: Home, place: int, number: int, year: int) -> dict[str, object]:
    """One member of a household."""
    role = home.members[place]
    age, facts = ROLES[role]
    name = f"p{number:03}"
    grade = home.disabled.get(place)
    full: dict[str, object] = {
        "birth_date": f"{year - age}-{number * 7 % 12 + 1:02}-{number * 11 % 28 + 1:02}",
        "sex": "female" if number % 2 else "male",
        **USUAL_PERSON,
        "compulsory_education_completed": age >= 16,
        "assistance_class": {"": "none", "T": "tekun"}.get(home.aid, "dibao"),
        "disability_grade": grade or "none",
        **({"disability_category": "physical", "benefits": subsidies(number)} if grade else {}),
        **({"enrolments": [enrolment(role, age, year)]} if role in STUDENTS else {}),
        "checkups": [
            {
                "id": "k",
                "type": "annual_checkup",
                "date": f"{year}-05-{number % 28 + 1:02}",
                "followup_date": f"{year}-09-10",
            }
        ],
        **facts,
        **home.special.get(place, {}),
    }
    return numbered({"id": name, **full}, name)


def pairing(number: int, groups: tuple[str, ...]) -> Facts:
    """Who helps a registered household: a cadre, and a group of the village where there are any."""
    group = {"group": groups[number % len(groups)]} if groups else {}
    return {"id": "b", "helper": f"cadre{number % 5 + 1}", **group}


def subsidies(number: int) -> list[Facts]:
    """The two subsidies of a disabled person; that for care has not reached everybody."""
    return [
        {"id": "l", "kind": "disability_living_subsidy", "received": True},
        {"id": "c", "kind": "disability_care_subsidy", "received": number % 5 > 0},
    ]


def enrolment(role: str, age: int, year: int) -> Facts:
    """A student's place at school, with the aid of the semester paid in full."""
    began = {"u": 18, "v": 15, "j": 12, "p": 6}[role]
    return {
        "id": "n",
        "status": "enrolled",
        "dropout_cause": "none",
        "boarder": role == "v",
        "full_time": True,
        "absent_days": 0,
        "admission_date": f"{year - age + began}-09-01",
        "aid_due": "500",
        "aid_received": "500",
    }


def numbered(facts: dict[str, object], owner: str) -> dict[str, object]:
    """The facts with the ids of their records made unique by the owner's."""
    return known({name: _owned(name, value, owner) for name, value in facts.items()})


def _owned(name: str, value: object, owner: str) -> object:
    if name == "persons" or not isinstance(value, list):
        return value
    return [{**each, "id": f"{owner}-{each['id']}"} if isinstance(each, dict) else each for each in value]


def known(facts: dict[str, object]) -> dict[str, object]:
    """The facts without those that are open."""
    return {name: value for name, value in facts.items() if value != OPEN}


def text(value: object, depth: int = 0) -> str:
    """JSON that puts on a line what fits there."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + depth <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return line
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    parts = list(_parts(value, depth + 1))
    lines, room = [" " * depth + " " + parts[0]], WIDTH
    for part in parts[1:]:
        if "\n" in part or "\n" in lines[-1] or len(lines[-1]) + len(part) + 2 > room:
            lines[-1] += ","
            lines.append(" " * (depth + 1) + part)
        else:
            lines[-1] += ", " + part
    return opening + "\n" + "\n".join(lines) + "\n" + " " * depth + closing


def _parts(value: dict[str, object] | list[object], depth: int) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{json.dumps(name)}: {text(each, depth)}" for name, each in value.items())
    else:
        yield from (text(each, depth) for each in value)


def files() -> dict[Path, str]:
    """Both files with their texts."""
    return {FOLDER / f"{village.name}.json": text(case(village)) + "\n" for village in (ANHUI, HENAN)}


def main() -> None:
    """Write both files."""
    for path, content in files().items():
        path.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
