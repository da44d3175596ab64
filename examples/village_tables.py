"""What the two example villages consist of: two plans' figures, and nobody who exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Facts = Mapping[str, object]
OPEN = "open"
"""Stands for a fact that nobody has recorded: it is left out of the case."""


@dataclass(frozen=True)
class Home:
    """A household: a letter a member, its standing in the poverty register, and what is special about it.

    `aid` is a dibao grade, or T for tekun. `disabled` gives members their disability grade, `special` members further facts.
    """

    members: str
    status: str = "none"
    exited: int | None = None
    aid: str = ""
    per_head: int = 0
    disabled: Mapping[int, int] = field(default_factory=dict)
    special: Mapping[int, Facts] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Village:
    """A village with the year at whose end it is looked at."""

    name: str
    code: str
    year: int
    facts: Facts
    homes: tuple[Home, ...]
    county: Facts = field(default_factory=dict)
    groups: tuple[str, ...] = ()


AT_HOME: Facts = {"labour_capacity": "none", "employment_status": "not_in_labour_force"}
AT_WORK: Facts = {"labour_capacity": "full", "employment_status": "farming"}
ROLES: Mapping[str, tuple[int, Facts]] = {
    "e": (72, {**AT_HOME, "child_count": 2}),
    "l": (58, {"labour_capacity": "lost", "employment_status": "not_in_labour_force", "child_count": 1}),
    "w": (52, {"labour_capacity": "weak", "employment_status": "farming"}),
    "a": (43, AT_WORK),
    "m": (36, {**AT_WORK, "employment_status": "migrant_job"}),
    "u": (20, {**AT_HOME, "education_stage": "undergraduate", "highest_stage_completed": "senior_secondary"}),
    "v": (17, {**AT_HOME, "education_stage": "secondary_vocational"}),
    "j": (14, {**AT_HOME, "education_stage": "junior_secondary", "highest_stage_completed": "primary"}),
    "p": (9, {**AT_HOME, "education_stage": "primary", "highest_stage_completed": "none"}),
    "t": (3, {**AT_HOME, "highest_stage_completed": "none"}),
}
"""Age and facts of each sort of member: elder, labour lost, weak labour, adult, migrant worker, students, pupils, toddler."""
STUDENTS = "uvjp"
SAFE: Facts = dict.fromkeys(
    (
        "food_secure",
        "clothing_secure",
        "education_guaranteed",
        "medical_guaranteed",
        "water_safe",
        "water_quality_pass",
    ),
    True,
)
USUAL_HOME: Facts = {
    "registration_date": "none",
    "return_date": "none",
    "return_reason": "none",
    "monitoring_type": "none",
    "shock_cause": "none",
    "shock_date": "none",
    "low_income_class": "none",
    "hardship": "none",
    "motivation": "self_reliant",
    "poverty_cause": [],
    "measure_type": [],
    "industry_type": "planting",
    "three_noes": False,
    "child_support_received": True,
    "pv_type": "none",
    "cooperative_shares": False,
    "four_party_agreement": False,
    "renovation_debt": "0",
    "monitoring_cases": [],
    "relocations": [],
    "loans": [],
}
USUAL_PERSON: Facts = {
    "hukou_type": "rural",
    "in_distress": False,
    "education_stage": "none",
    "highest_stage_completed": "junior_secondary",
    "unable_to_attend_school": False,
    "willing_to_work": False,
    "willing_to_train": False,
    "public_post_applied": False,
    "post": "none",
    "post_performance": "none",
    "refused_rectification": False,
    "child_count": 0,
    "orphan_class": "none",
    "self_care_ability": "full",
    "fixed_income_flag": False,
    "disability_category": "none",
    "basic_medical_insured": True,
    "critical_illness_insured": True,
    "supplementary_insured": True,
    "medical_assistance_covered": True,
    "accident_insured": True,
    "premium_own_contribution": "250",
    "policy_aware": True,
    "disease": [],
    "chronic_disease": [],
    "chronic_condition_met": False,
    "severe_illness": False,
    "mental_disorder_severe": False,
    "treatment_status": "none",
    "pregnancy_status": "none",
    "family_doctor_signed": True,
    "contract_need": True,
    "health_record_exists": True,
    "pension_contribution": "0",
    "enrolments": [],
    "trainings": [],
    "benefits": [],
    "hospital_stays": [],
    "medical_accounts": [],
}
RANGER: Facts = {"post": "ecological_ranger", "employment_status": "post_holder", "willing_to_work": True}


def relief(own: str) -> Facts:
    """What a member paid for treatment in the year after every reimbursement."""
    account = {"self_paid_year": own, "chronic_outpatient_expense": "0", "chronic_reimbursed": "0"}
    return {"medical_accounts": [{"id": "m", **account}]}


def post(performance: str) -> Facts:
    """A public-welfare post, and how it is filled."""
    return {"post": "public_welfare", "employment_status": "post_holder", "post_performance": performance}


def house(grade: str, **facts: object) -> Facts:
    """The dwelling of a household."""
    usual = {"structure": "brick_concrete", "inhabited": True, "defect": [], "safe_date": "none"}
    return {"dwellings": [{"id": "d", "danger_grade": grade, "house_in_ledger": True, **usual, **facts}]}


def stay(year: int, total: int, basic: int, **facts: object) -> Facts:
    """One stay in the county hospital, paid for at one window."""
    return {
        "hospital_stays": [
            {
                "id": "s",
                "hospital_level": "county",
                "admission_date": f"{year}-03-04",
                "discharge_date": f"{year}-03-15",
                "total_expense": str(total),
                "in_policy_expense": str(total * 9 // 10),
                "basic_reimbursed": str(basic),
                "critical_reimbursed": "0",
                "supplementary_paid": str((total - basic) // 2),
                "assistance_paid": str((total - basic) // 4),
                "deposit_paid": "0",
                "pay_later": True,
                "settled_one_stop": True,
                "referred": True,
                **facts,
            }
        ]
    }


WATER: Facts = {
    "water_adequate": True,
    "livestock_count": 0,
    "existing_well_count": 12,
    "usable_wells": 12,
    "natural_village_farmland_mu": "0",
    "site_type": "administrative_village",
    "endemic_risk_area": False,
}
ENJOYING = "exited_enjoying_policy"
GROUPS = ("five_elders", "party_members")
PEPPER: Facts = {"cooperative_shares": True}
FINANCE: Facts = {"four_party_agreement": True}
HENAN = Village(
    "henan_village",
    "410928",
    2020,
    {
        "poverty_class": "none",
        "household_count": 286,
        "population": 1478,
        "unexited_population": 0,
        "farmland": "1920",
        **WATER,
        "tap_water_households": 286,
        "electricity": True,
        "broadband": True,
        "qualified_doctor": True,
        "broadcasting_station": True,
        "mutual_aid_groups": list(GROUPS),
        "bridge_built_count": 1,
        "road_built": "1",
        "land_transfers": [{"id": "l1", "area": "500"}],
        "problems": [],
    },
    (
        Home("eeaapjl", ENJOYING, 2017, "", 7400, {0: 3}, {0: relief("363"), 2: post("good")}, PEPPER),
        Home("eamjpt", ENJOYING, 2017, "", 8100, {}, {0: relief("358")}, PEPPER),
        Home("eaamu", ENJOYING, 2017, "", 9050, {1: 3}, {1: relief("87"), 3: post("poor")}, PEPPER),
        Home("eamp", ENJOYING, 2018, "", 7900, {}, {0: relief("413")}, PEPPER),
        Home("ewj", ENJOYING, 2018, "B", 5650, {1: 2}, {0: relief("1960")}, PEPPER),
        Home("eel", ENJOYING, 2018, "A", 4800, {2: 1}, {2: relief("13")}, {"cooperative_shares": OPEN}),
        Home("eamjv", ENJOYING, 2019, "", 8600, {0: 4}, {0: relief("348")}, PEPPER),
        Home("ewt", ENJOYING, 2020, "B", 5300, {}, {0: relief("646")}, FINANCE),
        Home("ew", ENJOYING, 2020, "C", 5150, {}, {}, {**FINANCE, "monitoring_type": "exited_unstable"}),
        Home("el", ENJOYING, 2020, "A", 4700, {1: 1}, {}, FINANCE),
        Home("l", ENJOYING, 2020, "A", 4650, {}, {0: {"accident_insured": False}}, FINANCE),
        *(Home("elp", aid="ABC"[n % 3], per_head=4300 + 90 * n, disabled={1: 1 + n % 4}) for n in range(6)),
        *(Home("ewt", aid="BC"[n % 2], per_head=4900 + 90 * n, disabled={0: 3, 1: 4}) for n in range(2)),
        *(Home("ew", aid="BC"[n % 2], per_head=4600 + 90 * n, disabled={1: 2 + n % 3}) for n in range(7)),
        *(Home("el", aid="AC"[n % 2], per_head=4100 + 90 * n) for n in range(6)),
        *(
            Home("e", aid="T", per_head=6300 + 90 * n, disabled={0: 1 + n % 2} if n < 4 else {})
            for n in range(7)
        ),
        *(Home("ee", aid="T", per_head=6250 + 90 * n) for n in range(2)),
        Home(
            "eapj",
            per_head=6100,
            facts={"monitoring_type": "marginal", "measure_type": ["industry", "finance"]},
        ),
        Home("aamp", per_head=14200),
        Home("am", facts={"net_income": OPEN}, special={1: {"basic_medical_insured": OPEN}}),
    ),
    groups=GROUPS,
)
ANHUI = Village(
    "anhui_village",
    "341221",
    2019,
    {
        "poverty_class": "exited",
        "exit_date": "2018-12-20",
        "household_count": 402,
        "population": 1203,
        "unexited_population": 24,
        **WATER,
        "pillar_industry": "vegetables",
        "collective_income": "52000",
        "collective_income_stable": True,
        "infrastructure_improved": True,
        "public_service_improved": True,
        "culture_facilities": ["culture_square", "culture_room", "reading_room"],
        "has_clinic": True,
        "has_primary_school": True,
        "kindergarten_count": 1,
        "environment_clean": True,
        "road_hardened": True,
        "alley_repaired_share": "1",
        "beautiful_standard_met": OPEN,
        "qualified_doctor": True,
        "projects": [],
        "inspections": [],
        "shortfall_item": [],
    },
    (
        Home("elp", "registered_poor", None, "A", 4450, {1: 1}, {1: stay(2019, 12000, 9000)}),
        Home("ee", "registered_poor", None, "A", 4620, {0: 2}),
        Home(
            "lj",
            "registered_poor",
            None,
            "A",
            4980,
            {},
            {
                1: {
                    "enrolments": [
                        {
                            "id": "n",
                            "status": "dropped_out",
                            "dropout_cause": "poverty",
                            "boarder": False,
                            "absent_days": 90,
                        }
                    ]
                }
            },
        ),
        Home("ewp", "registered_poor", None, "B", 5000, {1: 3}),
        Home("elw", "registered_poor", None, "B", 5240, {}, {}, house("C", renovation_status="approved")),
        Home("eam", "registered_poor", None, "", 5900, {0: 3}, {1: RANGER}),
        Home("lwv", "registered_poor", None, "B", 5330, {0: 2}, {1: RANGER}),
        Home("el", "registered_poor", None, "C", 5710, {}, {0: {"chronic_disease": ["hypertension"]}}),
        Home("eaj", "returned", None, "", 5560, {}, {1: RANGER}, {"return_date": "2019-04-02"}),
        *(Home("eaap", ENJOYING, 2016, "", 8800 + 130 * n, {}, {1: RANGER}) for n in range(3)),
        *(Home("ewap", ENJOYING, 2017, "C", 6050 + 130 * n, {1: 3 + n % 2}) for n in range(3)),
        *(Home("eam", ENJOYING, 2018, "", 8200 + 130 * n, {}, {1: RANGER} if n else {}) for n in range(3)),
        Home("emjt", ENJOYING, 2018, "", 7450, {}, {0: stay(2019, 8600, 6900, deposit_paid="500")}),
        Home("emm", ENJOYING, 2019, "", 9100, {}, {}, house("B", defect=["leak"], structure="brick_timber")),
        Home("el", ENJOYING, 2019, "B", 4870, {1: 2}, {}, {"help_plans": []}),
        Home(
            "eau",
            ENJOYING,
            2019,
            "",
            7250,
            {},
            {},
            {"shock_cause": "illness", "shock_date": "2019-10-08", "visits": []},
        ),
        Home("eamp", "exited", 2014, "", 12100),
        Home("aaj", "exited", 2015, "", 13350),
        *(Home("e", ENJOYING, 2017, "T", 6900 + 130 * n, {0: 1 + n}) for n in range(2)),
        Home("e", ENJOYING, 2018, "T", 7060, {}, {}, {"dibao_grade": "C"}),
        Home("ewj", per_head=4760, facts={"monitoring_type": "marginal"}),
        Home("eat", per_head=6480, facts={"monitoring_type": "marginal"}),
        Home("aamp", per_head=15200),
        Home("eam", per_head=13100, special={0: stay(2019, 20500, 11000)}),
        Home("am", per_head=12400, special={0: {"disability_grade": OPEN}}),
        Home("aap", facts={"net_income": OPEN}, special={2: {"birth_date": OPEN}}),
    ),
    county={"in_poor_area": True},
)
