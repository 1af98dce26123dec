#!/usr/bin/env python3
"""Maps the Taiwan credit card records to profiles for rules/consumer_credit.

    map_taiwan.py taiwan-2005.csv > taiwan-2005.ndjson

Reads the original columns (ID, X1 ... X23, Y) and writes one profile a line, the same bytes on every
run and platform. What the records tell is derived by the formulas below; what they cannot tell is
drawn from a fixed stream of pseudo-random numbers and named in SYNTHETIC. Sex (X2), education (X3)
and marriage (X4) are not read. rules/consumer_credit/README.md describes the same in prose.
"""

import csv
import json
import sys
from datetime import datetime, timedelta, timezone

SEED = 2005
REFERENCE = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)
"""The instant at which the synthetic times make sense: pass it as `now`."""

STATUS = [f"X{i}" for i in range(6, 12)]  # September back to April: months late, 0 and below: none
BILLED = [f"X{i}" for i in range(12, 18)]  # the same months
PAID = [f"X{i}" for i in range(18, 24)]  # the same months; what was billed the month before

SYNTHETIC = [
    "identity.real_name_verified", "identity.document_valid_until", "identity.phone_verified",
    "identity.bank_card_bound", "account", "application", "consent", "credit.bureau_checked_at",
    "loans", "activity.offline_payments", "activity.active_days", "activity.last_active_at",
    "activity.inquiries", "activity.inflow", "activity.usual_inflow", "activity.outflow",
    "activity.night_transfers", "region", "business",
]

MASK = (1 << 64) - 1


class Draws:
    """SplitMix64, one stream for each person and purpose, so that adding a fact moves no other."""

    def __init__(self, person, purpose):
        state = 0xCBF29CE484222325  # FNV-1a
        for byte in f"{SEED}/{person}/{purpose}".encode():
            state = ((state ^ byte) * 0x100000001B3) & MASK
        self.state = state

    def below(self, bound):
        """An integer from 0 to bound - 1."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        mixed ^= mixed >> 31
        return ((mixed >> 32) * bound) >> 32

    def between(self, lowest, highest):
        return lowest + self.below(highest - lowest + 1)

    def per_mille(self, share):
        return self.below(1000) < share

    def choose(self, weighted):
        """One of [(weight, value), ...]."""
        point = self.below(sum(weight for weight, _ in weighted))
        for weight, value in weighted:
            if point < weight:
                return value
            point -= weight
        raise AssertionError("the weights cover every point")


def ago(days, hours=0):
    return (REFERENCE - timedelta(days=days, hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


# ---- what the records tell --------------------------------------------------------------------------


def debt_ratio(row):
    """The latest bill as a share of the credit limit; a balance in the holder's favour is no debt."""
    return round(max(0, row["X12"]) / row["X1"], 4)


def payment_ratio(row):
    """Paid in the last five months as a share of the bills it was paid for; None if nothing was billed."""
    billed = sum(max(0, row[column]) for column in BILLED[1:])
    paid = sum(row[column] for column in PAID[:-1])
    return round(paid / billed, 4) if billed > 0 else None


def late_months(row):
    return sum(row[column] >= 1 for column in STATUS)


def score(row):
    """A plain score card over the record's own columns, with round weights set by hand, not fitted.

    700 points; less for every late month, more so the later and the more recent; less for the share of
    the limit in use; more for months with a payment, for the share of the bills paid, for a high limit.
    """
    points = 700
    for weight, column in zip((60, 35, 25, 20, 15, 15), STATUS):
        if row[column] >= 1:
            points -= weight + 10 * (min(row[column], 4) - 1)
    points -= min(120, int(100 * debt_ratio(row) + 0.5))
    points += 5 * sum(row[column] > 0 for column in PAID)
    points += int(50 * min(1.0, payment_ratio(row) or 0.0) + 0.5)
    points += min(60, row["X1"] // 5000)
    return max(350, min(950, points))


def credit(row):
    facts = {
        "score": score(row),
        "debt_ratio": debt_ratio(row),
        "payment_ratio": payment_ratio(row),
        "overdue_days": 30 * max(0, row["X6"]),
        "late_payments": late_months(row),
        # 90 days late is the usual definition of a default.
        "bureau_adverse": any(row[column] >= 3 for column in STATUS),
    }
    if facts["payment_ratio"] is None:
        del facts["payment_ratio"]
    return facts


# ---- what they cannot tell: synthetic ---------------------------------------------------------------


def identity(person):
    draws = Draws(person, "identity")
    days_left = draws.choose([
        (15, draws.between(-400, -1)), (12, draws.between(1, 29)), (973, draws.between(60, 3650)),
    ])
    return {
        "real_name_verified": not draws.per_mille(20),
        "document_valid_until": ago(-days_left),
        "phone_verified": not draws.per_mille(15),
        "bank_card_bound": not draws.per_mille(25),
    }


def changes(draws, share):
    """Instants of changes, the latest first: none for most."""
    if not draws.per_mille(share):
        return []
    count = draws.choose([(7, 1), (2, 2), (1, 3)])
    days = sorted(draws.choose([(3, draws.between(0, 29)), (7, draws.between(30, 700))]) for _ in range(count))
    return [ago(day, draws.between(1, 20)) for day in days]


def account(person):
    draws = Draws(person, "account")
    age = draws.choose([
        (10, draws.between(5, 89)), (15, draws.between(90, 364)),
        (35, draws.between(365, 1094)), (40, draws.between(1095, 4000)),
    ])
    return {
        "id": f"acct-{person:07d}",
        "kind": draws.choose([(92, "personal"), (8, "small_business")]),
        "status": draws.choose([(970, "active"), (12, "inactive"), (10, "restricted"), (8, "frozen")]),
        "age_days": age,
        "phone_changes": changes(draws, 120),
        "address_changes": changes(draws, 180),
    }


def application(person, account_facts):
    draws = Draws(person, "application")
    if account_facts["kind"] == "small_business":
        return {
            "product": draws.choose([(6, "business_line"), (4, "revolving")]),
            "amount": 1000 * draws.choose([(95, draws.between(10, 200)), (5, draws.between(201, 500))]),
        }
    highest = 60 if account_facts["age_days"] < 90 else 600
    return {
        "product": draws.choose([(94, "revolving"), (6, "cash_advance")]),
        "amount": 100 * draws.between(5, highest),
    }


def loans(person):
    draws = Draws(person, "loans")
    count = draws.choose([(50, 0), (25, 1), (12, 2), (7, 3), (4, 4), (2, 6)])
    return [
        {
            "amount": 100 * draws.between(5, 800),
            "status": draws.choose([(50, "open"), (48, "closed"), (2, "overdue")]),
            "opened_at": ago(draws.choose([(12, draws.between(1, 29)), (88, draws.between(30, 1500))])),
        }
        for _ in range(count)
    ]


def activity(person, row):
    draws = Draws(person, "activity")
    usual = 100 * draws.between(20, 400)
    unusual = draws.per_mille(15)
    inflow = usual * draws.between(8, 20) if unusual else usual * draws.between(60, 150) // 100
    inquiries = draws.choose([(55, 0), (20, 1), (12, 2), (7, 3), (4, 5), (2, 7)])
    return {
        # Real: months of the last six in which something was paid, a lower bound of the payments.
        "payments": sum(row[column] > 0 for column in PAID),
        "offline_payments": draws.choose([(4, 0), (96, draws.between(1, 60))]),
        "active_days": draws.choose([(3, draws.between(0, 2)), (97, draws.between(3, 30))]),
        "last_active_at": ago(draws.choose([(2, draws.between(91, 300)), (98, draws.between(0, 20))]), 3),
        "inquiries": [ago(days, 2) for days in sorted(draws.between(0, 20) for _ in range(inquiries))],
        "inflow": inflow,
        "usual_inflow": usual,
        "outflow": inflow * draws.between(92, 99) // 100 if unusual else inflow * draws.between(40, 95) // 100,
        "night_transfers": draws.choose([(985, draws.below(6)), (15, draws.between(21, 60))]),
    }


PROVINCES = ["CN-11", "CN-31", "CN-32", "CN-33", "CN-37", "CN-44", "CN-51", "CN-61"]


def region(person):
    draws = Draws(person, "region")
    return {"code": draws.choose([
        (970, PROVINCES[draws.below(len(PROVINCES))]),
        (27, ["LA", "NP", "VN"][draws.below(3)]),
        (3, "MM"),
    ])}


def business(person):
    draws = Draws(person, "business")
    return {
        "licence_valid": not draws.per_mille(80),
        "age_days": draws.choose([(1, draws.between(20, 179)), (9, draws.between(180, 5000))]),
        "invoiced": 1000 * draws.between(10, 900),
    }


def leave_out(person, profile):
    """Four people in a hundred lack one synthetic fact, one in ten the payments in shops."""
    draws = Draws(person, "missing")
    if draws.per_mille(100):
        del profile["activity"]["offline_payments"]
    if not draws.per_mille(40):
        return
    group, name = draws.choose([
        (3, ("identity", "bank_card_bound")), (3, ("identity", "document_valid_until")),
        (4, ("credit", "bureau_checked_at")), (3, ("activity", "inquiries")),
        (3, ("activity", "night_transfers")), (2, ("region", "code")),
        (1, ("identity", "real_name_verified")), (1, ("account", "status")),
    ])
    del profile[group][name]


def profile(row):
    person = row["ID"]
    account_facts = account(person)
    draws = Draws(person, "bureau")
    facts = {
        "id": f"tw2005-{person:05d}",
        "identity": {**identity(person), "age_years": row["X5"]},
        "account": account_facts,
        "application": application(person, account_facts),
        "consent": {"bureau_query": not draws.per_mille(20)},
        "credit": {
            **credit(row),
            "bureau_checked_at": ago(draws.choose([(97, draws.between(0, 25)), (3, draws.between(31, 200))]), 1),
        },
        "loans": loans(person),
        "activity": activity(person, row),
        "region": region(person),
    }
    if account_facts["kind"] == "small_business":
        facts["business"] = business(person)
    leave_out(person, facts)
    facts["outcome"] = {"defaulted": row["Y"] == 1}
    return facts


def whole_number(text):
    """The set writes some round amounts as 5.00E+05."""
    value = float(text)
    if value != int(value):
        raise ValueError(f"`{text}` is not a whole number")
    return int(value)


def main(arguments):
    if len(arguments) != 2:
        print("usage: map_taiwan.py CSV > NDJSON", file=sys.stderr)
        return 2
    with open(arguments[1], encoding="utf-8", newline="") as file:
        for record in csv.DictReader(file):
            row = {name: whole_number(text) for name, text in record.items()}
            line = json.dumps(profile(row), ensure_ascii=False, separators=(",", ":"))
            sys.stdout.buffer.write(line.encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
