"""Guards that the database itself keeps, on both databases: written once per database, installed by migrations."""

from __future__ import annotations

from typing import Any

Statements = dict[str, tuple[str, ...]]


def refusing(name: str, table: str, event: str, condition: str, message: str) -> Statements:
    """Statements that make the database refuse ``event`` (UPDATE, DELETE, INSERT) on rows where ``condition`` holds.

    condition: SQL over NEW and OLD that both databases understand; 1=1 for always.
    """
    return {
        "sqlite": (
            (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            ),
        ),
        "postgresql": (
            (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
            ),
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ),
    }


def removing(name: str, table: str) -> Statements:
    """Statements that take the guard away again."""
    return {
        "sqlite": (f"DROP TRIGGER {name}",),
        "postgresql": (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"),
    }


def run(*statements: Statements) -> Any:
    """The function of a RunPython operation that runs those for the database at hand."""

    def install(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - a migration's signature
        for each in statements:
            for statement in each[schema_editor.connection.vendor]:
                schema_editor.execute(statement)

    return install
