"""What the database itself refuses about submissions and rounds: written once, installed by migrations."""

from __future__ import annotations

from zhijian.web.triggers import Statements, refusing, removing

HANDED_IN = "(SELECT state FROM rounds_submission WHERE id = NEW.submission_id) <> 'draft'"
VALUE = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in ("text", "status", "mantissa", "decimals"))
LOCKED = "the submission is not a draft"


def _update(value: str) -> Statements:
    return refusing("cell_update_in_draft", "collection_cell", "UPDATE", f"({value}) AND {HANDED_IN}", LOCKED)


# The cells of a submission change while it is a draft.
DRAFTS_ONLY: tuple[Statements, ...] = (
    {
        "sqlite": _update(VALUE.replace("IS DISTINCT FROM", "IS NOT"))["sqlite"],
        "postgresql": _update(VALUE)["postgresql"],
    },
    refusing("cell_insert_in_draft", "collection_cell", "INSERT", HANDED_IN, LOCKED),
)
NOT_DRAFTS_ONLY = tuple(removing(name, "collection_cell") for name in ("cell_update_in_draft", "cell_insert_in_draft"))


CLOSED = "the round is closed"
# What belongs to a submission or a round, and by which column it is told which. What the checks found last, and how many
# rows are filled in, can be counted anew at any time and is not among it.
OF_SUBMISSIONS = (
    "collection_cell",
    "collection_reason",
    "collection_comment",
    "collection_attachment",
    "collection_recordupload",
    "review_cellreturn",
    "rounds_transition",
)
OF_ROUNDS = ("rounds_submission", "collection_keptfact", "bridge_roundfile")
ROUND_OF = "rounds_round r JOIN rounds_submission s ON s.round_id = r.id"
CLOSED_BY = {
    **dict.fromkeys(OF_SUBMISSIONS, f"(SELECT r.closed_at FROM {ROUND_OF} WHERE s.id = {{row}}.submission_id)"),
    **dict.fromkeys(OF_ROUNDS, "(SELECT closed_at FROM rounds_round WHERE id = {row}.round_id)"),
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
VERSION = (
    f"(SELECT r.closed_at FROM {ROUND_OF} JOIN collection_cell c ON c.submission_id = s.id WHERE c.id = NEW.cell_id)"
)
# A closed round itself changes only by being opened again, which says why.
REOPENED = "NEW.closed_at IS NULL AND TRIM(NEW.reopened_for) <> ''"


def _name(table: str, event: str) -> str:
    return f"closed_{table}_{event.lower()}"


def _closed(table: str, event: str) -> Statements:
    condition = " OR ".join(f"{CLOSED_BY[table].format(row=row)} IS NOT NULL" for row in ROWS[event])
    return refusing(_name(table, event), table, event, condition, CLOSED)


CLOSED_STAYS: tuple[Statements, ...] = (
    *(_closed(table, event) for table in CLOSED_BY for event in ROWS),
    refusing("closed_cellversion_insert", "collection_cellversion", "INSERT", f"{VERSION} IS NOT NULL", CLOSED),
    refusing(
        "closed_round_update", "rounds_round", "UPDATE", f"OLD.closed_at IS NOT NULL AND NOT ({REOPENED})", CLOSED
    ),
    refusing("closed_round_delete", "rounds_round", "DELETE", "OLD.closed_at IS NOT NULL", CLOSED),
)
NOT_CLOSED_STAYS: tuple[Statements, ...] = (
    *(removing(_name(table, event), table) for table in CLOSED_BY for event in ROWS),
    removing("closed_cellversion_insert", "collection_cellversion"),
    removing("closed_round_update", "rounds_round"),
    removing("closed_round_delete", "rounds_round"),
)
