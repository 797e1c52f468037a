"""The clauses that count the rows of registers (incidents, honours, standards and so on), in pandas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from benchmarks.contenders.in_floats import MET, MISSING, NOT_MET, REVIEW, Codes, Floats, at_least, at_most
from benchmarks.contenders.in_floats import over as over_line
from benchmarks.job import ON, figure
from jiqun.facts.choices import SERVICE_KINDS

Read = Callable[[str], pd.DataFrame]
_SINCE = date(ON.year - 3, ON.month, ON.day)


def counted_clauses(clusters: pd.DataFrame, read: Read) -> dict[str, Codes]:
    """Every clause that is counted, by cluster; `read` gives a register by its name."""
    count = partial(_per_cluster, clusters.index)
    return {
        **_incidents(count, read("incidents")),
        "A6.2.5": at_most(clusters["area_km2"].astype("float64").to_numpy(), figure("area"), REVIEW),
        "A6.3.2": _honours(count, read("honours")),
        "A6.4.3": _chain(count, read("chain")),
        "A6.5.4": _platforms(count, read("platforms")),
        "A6.5.5": _standards(count, read("standards")),
        "A6.9.1": np.where(clusters["operator_credit_code"].notna(), MET, MISSING).astype(np.int32),
        **_services(count, read("services")),
        "A6.9.6": _plan(count, read("plan")),
    }


Count = Callable[[pd.Series], Floats]


def _per_cluster(index: pd.Index, counted: pd.Series) -> Floats:
    """A number by cluster, 0 where a cluster has no row."""
    found: Floats = counted.reindex(index, fill_value=0).to_numpy(np.float64)
    return found


def _incidents(count: Count, rows: pd.DataFrame) -> dict[str, Codes]:
    day = pd.to_datetime(rows["occurred_on"])
    rows = rows[(day >= pd.Timestamp(_SINCE)) & (day <= pd.Timestamp(ON))]
    high = rows["severity"].isin(["major", "especially_major"])
    asked = {
        "A6.1.1": rows["kind"].isin(["safety", "quality", "environment"]) & (high | (rows["severity"] == "larger")),
        "A6.1.2": rows["kind"].isin(["cyber", "data"]) & high,
        "A6.1.3": rows["kind"].isin(["tax_evasion", "illegal", "severe_dishonesty", "other"]),
    }
    return {
        clause: at_most(count(rows[such].groupby("cluster_id").size()), figure("serious_incidents"))
        for clause, such in asked.items()
    }


def _honours(count: Count, rows: pd.DataFrame) -> Codes:
    valid = pd.to_datetime(rows["awarded_on"]) <= pd.Timestamp(ON)
    until = pd.to_datetime(rows["valid_until"])
    rows = rows[valid & (until.isna() | (until >= pd.Timestamp(ON)))]
    top = rows["honour"].isin(["municipal_champion", "national_champion", "little_giant"])
    leaders = rows[top & rows["in_dominant_industry"].eq(True)].groupby("cluster_id")["credit_code"].nunique()
    wide = rows["honour"].isin(["specialised_sme", "innovative_sme", "high_tech"])
    honoured = rows[wide].groupby("cluster_id")["credit_code"].nunique()
    led = at_least(count(leaders), figure("leaders"))
    return np.where(led == MET, MET, over_line(count(honoured), figure("honoured"))).astype(np.int32)


def _chain(count: Count, rows: pd.DataFrame) -> Codes:
    segments = count(rows.groupby("cluster_id")["segment"].nunique())
    there = count(rows.groupby("cluster_id").size())
    return _with_rows(there, np.where(segments >= figure("chain_segments"), MET, REVIEW))


def _platforms(count: Count, rows: pd.DataFrame) -> Codes:
    recognised = rows[pd.to_datetime(rows["recognised_on"]) <= pd.Timestamp(ON)]
    return at_least(count(recognised.groupby("cluster_id").size()), figure("platforms"))


def _standards(count: Count, rows: pd.DataFrame) -> Codes:
    published = pd.to_datetime(rows["published_on"])
    rows = rows[rows["in_dominant_industry"] & (published.isna() | (published <= pd.Timestamp(ON)))]
    return at_least(count(rows.groupby("cluster_id")["number"].nunique()), figure("standards"))


def _services(count: Count, rows: pd.DataFrame) -> dict[str, Codes]:
    there = count(rows.groupby("cluster_id").size())
    given = rows.assign(kind=rows["kinds"].str.split(";")).explode("kind")
    given = given[given["kind"].isin(list(SERVICE_KINDS))]
    kinds = count(given.groupby("cluster_id")["kind"].nunique())
    specialists = count(rows.groupby("cluster_id")["specialists"].sum())
    all_there = (kinds >= figure("service_kinds")) & (specialists >= figure("service_specialists"))
    return {
        "A6.9.2": _with_rows(there, at_least(there, figure("service_institutions"))),
        "A6.9.3": _with_rows(there, np.where(all_there, MET, NOT_MET)),
    }


def _plan(count: Count, rows: pd.DataFrame) -> Codes:
    there = count(rows.groupby("cluster_id").size())
    filled = rows[["target_1", "target_2", "target_3", "due"]].notna().any(axis=1)
    aspects = count(rows[filled].groupby("cluster_id")["aspect"].nunique())
    return _with_rows(there, np.where(aspects >= figure("plan_aspects"), MET, REVIEW))


def _with_rows(there: Floats, codes: Codes) -> Codes:
    return np.where(there == 0, MISSING, codes).astype(np.int32)
