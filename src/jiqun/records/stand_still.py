"""The stand-still of Articles 9, 17 and 19 as triggers of the database itself, for both databases.

A case becomes `recognised` only if its public notice ran and is over, no objection to it is open, and none waits for
its address to be proved; a recognition by a case is kept only if that case is recognised. It is revoked only upon an
adverse finding, a notice served, and when the operator's time to answer has run out. What a programme of service
evaluation was published with stays (Article 17). Stored times are compared, never the clock: `moved_at` is the moment
of the act, and a day is one of Shanghai.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Guard:
    """A trigger that refuses a row which `concerns` it while `held` is true.

    `{day}` stands for the day of the row's act, `{waits}` for a lodging `l` that is not over at that moment.
    """

    name: str
    table: str
    event: str
    concerns: str
    held: str
    refusal: str

    def statements(self, vendor: str) -> list[str]:
        """What puts it there."""
        if vendor == "postgresql":
            test = self.held.format(
                day="(NEW.moved_at AT TIME ZONE 'Asia/Shanghai')::date", waits="l.expires_at > NEW.moved_at"
            )
            refuse = f"RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'"
            body = f"BEGIN IF {test} THEN {refuse}; END IF; RETURN NEW; END"
            when = f"BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN ({self.concerns})"
            return [
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
                f"CREATE OR REPLACE TRIGGER {self.name} {when} EXECUTE FUNCTION {self.name}()",
            ]
        # Any text can stand there: one with another offset is compared as the moment that it is, and no moment holds.
        waits = "julianday(l.expires_at) > julianday(NEW.moved_at)"
        test = self.held.format(day="date(NEW.moved_at, '+8 hours')", waits=waits)
        if "{day}" in self.held:
            test = f"julianday(NEW.moved_at) IS NULL OR {test}"
        body = f"BEGIN SELECT RAISE(ABORT, '{self.refusal}') WHERE {test}; END"
        when = f"BEFORE {self.event} ON {self.table} WHEN {self.concerns}"
        return [f"CREATE TRIGGER IF NOT EXISTS {self.name} {when} {body}"]


_NO_NOTICE = "NOT EXISTS (SELECT 1 FROM records_caseterm t WHERE t.case_id = NEW.id AND t.name = 'notice')"
_RUNS = (
    "EXISTS (SELECT 1 FROM records_caseterm t WHERE t.case_id = NEW.id AND t.name = 'notice' "
    "AND (t.due_on IS NULL OR t.due_on >= {day}))"
)
_OBJECTION = (
    "EXISTS (SELECT 1 FROM records_case o WHERE o.about_id = NEW.id AND o.kind = 'objection' AND o.ended_at IS NULL)"
)
_UNPROVED = "EXISTS (SELECT 1 FROM records_lodging l WHERE l.case_id = NEW.id AND {waits})"
_HELD = f"({_NO_NOTICE} OR {_RUNS} OR {_OBJECTION} OR {_UNPROVED})"
_SAID = "the notice of this cluster runs, or an objection is open: it cannot be recognised"
GUARDS = (
    Guard(
        "records_stand_still_on_update",
        "records_case",
        "UPDATE",
        "NEW.stage = 'recognised' AND OLD.stage <> 'recognised'",
        _HELD,
        _SAID,
    ),
    Guard("records_stand_still_on_insert", "records_case", "INSERT", "NEW.stage = 'recognised'", _HELD, _SAID),
    Guard(
        "records_recognised_by_case",
        "records_recognition",
        "INSERT",
        "NEW.case_id IS NOT NULL",
        "NOT EXISTS (SELECT 1 FROM records_case c WHERE c.id = NEW.case_id AND c.stage = 'recognised')",
        "a recognition needs a case that is recognised",
    ),
)


_NO_FINDING = "NOT EXISTS (SELECT 1 FROM records_adversefinding f WHERE f.case_id = {case})"
_NOT_SERVED = (
    "NOT EXISTS (SELECT 1 FROM records_letterservice s JOIN records_letter l ON l.id = s.letter_id "
    "WHERE l.case_id = {case} AND l.kind = 'revocation_notice') "
    "OR NOT EXISTS (SELECT 1 FROM records_caseterm t WHERE t.case_id = {case} AND t.name = 'answer')"
)
_MAY_ANSWER = (
    "EXISTS (SELECT 1 FROM records_caseterm t WHERE t.case_id = {case} AND t.name = 'answer' "
    "AND (t.due_on IS NULL OR t.due_on >= {day}))"
)
_UNHEARD = f"({_NO_FINDING} OR {_NOT_SERVED} OR {_MAY_ANSWER})"
_CASE_UNHEARD = _UNHEARD.replace("{case}", "NEW.id")
_ROW_UNHEARD = _UNHEARD.replace("{case}", "NEW.case_id").replace("{day}", "NEW.revoked_on")
_NOT_YET = "no adverse finding, no notice served, or the time to answer runs: the recognition cannot be revoked"
REVOCATION_GUARDS = (
    Guard(
        "records_heard_on_update",
        "records_case",
        "UPDATE",
        "NEW.stage = 'revoked' AND OLD.stage <> 'revoked'",
        _CASE_UNHEARD,
        _NOT_YET,
    ),
    Guard("records_heard_on_insert", "records_case", "INSERT", "NEW.stage = 'revoked'", _CASE_UNHEARD, _NOT_YET),
    Guard("records_heard_before_revoked", "records_revocation", "INSERT", "NEW.id IS NOT NULL", _ROW_UNHEARD, _NOT_YET),
)

PROGRAMME_GUARDS = (
    Guard(
        "records_programme_stands",
        "records_round",
        "UPDATE",
        "OLD.purpose = 'service_evaluation'",
        "NEW.rubric <> OLD.rubric OR NEW.purpose <> OLD.purpose OR NEW.year <> OLD.year",
        "criteria and weights that were published do not change",
    ),
)


def stand_still(editor: BaseDatabaseSchemaEditor, guards: Iterable[Guard] = GUARDS) -> None:
    """Put the triggers there."""
    for guard in guards:
        for statement in guard.statements(editor.connection.vendor):
            editor.execute(statement, params=None)


def let_go(editor: BaseDatabaseSchemaEditor, guards: Iterable[Guard] = GUARDS) -> None:
    """Take them away again (undoing a migration, or while a table is made anew)."""
    for guard in guards:
        on = f" ON {guard.table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}", params=None)
