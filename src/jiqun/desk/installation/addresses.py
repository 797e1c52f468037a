"""Where the page of a case is for whoever acts in a role."""

from __future__ import annotations

from jiqun.procedure.roles import Role


def case_page(case: int, role: Role | None) -> str:
    """The page's path: an inspector has a page of the visit, everybody else one of the case."""
    return f"/desk/visits/{case}/" if role == Role.INSPECTOR else f"/desk/cases/{case}/"
