"""The stand-still of Article 9 as triggers of the database itself, for both databases.

A case becomes `recognised` only if its public notice ran and is over, no objection to it is open, and none waits for
its address to be proved; a recognition by a case is kept only if that case is recognised. Stored times are compared,
never the clock: `moved_at` is the moment of the act, and a day is one of Shanghai.
"""

from __future__ import annotations

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


def stand_still(editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers there."""
    for guard in GUARDS:
        for statement in guard.statements(editor.connection.vendor):
            editor.execute(statement, params=None)


def let_go(editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again (undoing a migration)."""
    for guard in GUARDS:
        on = f" ON {guard.table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}", params=None)
