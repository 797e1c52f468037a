"""OpenFisca-core with a small system of its own: clusters of enterprises, the yearly clauses as variables.

It is given rows of the form that suits it best, one an enterprise with its years side by side, NULL where blank: they
fit its arrays without any turning.
Stock OpenFisca keeps numbers in 32-bit floats; with `bits=64` its table of types is told otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation
from openfisca_core.simulations.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable, config

from benchmarks.contenders import Contender, Work
from benchmarks.contenders import in_floats as rules
from benchmarks.datasets import rows_of
from benchmarks.job import ON, SCOPES, reads, wide_columns

ENTERPRISE = build_entity("enterprise", "enterprises", "An enterprise", is_person=True)
CLUSTER = build_entity("cluster", "clusters", "A cluster", roles=[{"key": "member", "plural": "members"}])
_INPUTS = ("size_class", "in_dominant_industry", *(c for c in reads("yearly")["annual"][2:] if c != "size_class"))
_OF_SMES = ("output", "rd_expenditure", "valid_invention_patents", "employees")
_SMES_WITH = ("uses_cloud_platform", "uses_industrial_software")


class OpenFisca(Contender):
    """The system is built once; each run reads the rows, fills a new simulation, and asks for every clause."""

    def __init__(self, data: str, arrays: str, bits: int) -> None:
        self.directory, self.arrays = Path(data), Path(arrays)
        config.VALUE_TYPES[float]["dtype"] = np.dtype(f"float{bits}").type
        self.system = _system()
        self.last: Mapping[str, rules.Codes] = {}
        columns = {"arrays": ["cluster_id", *wide_columns()], "clusters": reads("yearly")["clusters"]}
        self.work = Work(
            rows_of(self.directory),
            f"years side by side: the columns of {SCOPES['yearly']}",
            columns,
            "outcomes alone",
            f"{bits}-bit floats",
        )

    def run(self) -> Mapping[str, float]:
        began = perf_counter()
        rows = pq.read_table(self.arrays, columns=self.work.columns["arrays"])
        clusters = pq.read_table(self.directory / "clusters.parquet", columns=self.work.columns["clusters"])
        read = perf_counter()
        simulation = _filled(self.system, clusters, rows)
        filled = perf_counter()
        names = rules.yearly_clauses(_nothing, ON.year)
        self.last = {clause: simulation.calculate(_name(clause), ON.year) for clause in names}
        return {"read": read - began, "fill": filled - read, "calculate": perf_counter() - filled}

    def outcomes(self) -> dict[str, Any]:
        return rules.named(self.last)


def _filled(system: TaxBenefitSystem, clusters: pa.Table, rows: pa.Table) -> Simulation:
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("enterprise", np.arange(rows.num_rows))
    ids = np.sort(clusters["cluster_id"].to_numpy())
    builder.declare_entity("cluster", ids)
    members = np.searchsorted(ids, rows["cluster_id"].to_numpy())
    builder.populations["cluster"].members_entity_id = members  # what `join_with_persons` works out, from sorted ids
    simulation = builder.build(system)
    measured_by = dict(zip(clusters["cluster_id"].to_pylist(), clusters["output_measure"].to_pylist(), strict=True))
    by_revenue = np.array([measured_by[one] == "revenue" for one in ids.tolist()])
    simulation.set_input("by_revenue", period("eternity"), by_revenue)
    for column in rows.column_names[1:]:
        name, _, year = column.rpartition("_")
        if year.isdigit():
            simulation.set_input(name, year, _floats(rows[column]))
        else:
            simulation.set_input(column, period("eternity"), _floats(rows[column]))
    return simulation


def _floats(column: pa.ChunkedArray) -> NDArray[Any]:
    """NaN where blank, in the width of the system's numbers."""
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
    dtype = config.VALUE_TYPES[float]["dtype"]
    found: NDArray[Any] = column.to_numpy().astype(dtype, copy=False)
    return found


def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([ENTERPRISE, CLUSTER])
    _add(system, "by_revenue", CLUSTER, bool, None, DateUnit.ETERNITY)
    _add(system, "in_dominant_industry", ENTERPRISE, float, None, DateUnit.ETERNITY)
    for column in dict.fromkeys(_INPUTS):
        if column != "in_dominant_industry":
            _add(system, column, ENTERPRISE, float, None)
    _add(system, "output", ENTERPRISE, float, _output)
    _add(system, "is_sme", ENTERPRISE, bool, lambda firms, when: np.isin(firms("size_class", when), (1, 2, 3)))
    for column in ("output", "energy_tce", "co2_t", "exports"):
        _add(system, f"total_{column}", CLUSTER, float, _total(column, None))
    for column in (*_OF_SMES, *_SMES_WITH):
        _add(system, f"total_sme_{column}", CLUSTER, float, _total(column, "is_sme"))
    _add(system, "total_dominant_output", CLUSTER, float, _total("output", "in_dominant_industry"))
    _add(system, "total_smes", CLUSTER, float, _smes)
    for clause in rules.yearly_clauses(_nothing, ON.year):
        _add(system, _name(clause), CLUSTER, int, _clause(clause))
    return system


def _add(system: TaxBenefitSystem, name: str, entity: Any, kind: type, formula: Any, unit: str = DateUnit.YEAR) -> None:
    body = {"value_type": kind, "entity": entity, "definition_period": unit, "label": name}
    if kind is float and formula is None:
        body["default_value"] = float("nan")  # a column without a value is blank
    if formula is not None:
        body["formula"] = formula
    system.add_variable(type(name, (Variable,), body))


def _output(firms: Any, when: Any) -> NDArray[Any]:
    by_revenue = firms.cluster("by_revenue", when)
    output: NDArray[Any] = np.where(by_revenue, firms("revenue", when), firms("output_value", when))
    return output


def _total(column: str, such: str | None) -> Any:
    """The sum over an enterprise's cluster; NaN where no enterprise fills the column."""

    def formula(clusters: Any, when: Any) -> NDArray[Any]:
        values = clusters.members(column, when)
        filled = ~np.isnan(values)
        counted = filled if such is None else filled & (clusters.members(such, when) == 1)
        total = clusters.sum(np.where(counted, values, 0))
        return np.where(clusters.sum(filled) > 0, total, np.nan)

    return formula


def _smes(clusters: Any, when: Any) -> NDArray[Any]:
    there = clusters.sum(~np.isnan(clusters.members("size_class", when)))
    return np.where(there > 0, clusters.sum(clusters.members("is_sme", when)), np.nan)


def _clause(clause: str) -> Any:
    def formula(clusters: Any, when: Any) -> rules.Codes:
        def value(measure: str, year: int) -> rules.Floats:
            total: rules.Floats = clusters(f"total_{measure}", period(year))
            return total

        return rules.yearly_clauses(value, when.start.year)[clause]()

    return formula


def _nothing(measure: str, year: int) -> rules.Floats:
    raise AssertionError("only the names are asked for")


def _name(clause: str) -> str:
    return clause.replace(".", "_")


CONTENDERS = {"openfisca": OpenFisca}
