"""What a page can do, a program can: every address of the pages names its operations, or says why there are none."""

from pathlib import Path
from typing import Any

import yaml

from web.test_access import ADDRESSES, declared
from zhijian.web.api.service import views

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "pages-and-operations.yaml").read_text("utf-8")
)
OPERATIONS = {
    f"{method} {url.removeprefix('/api/v1')}"
    for url, view in views()
    for operation in view.operations
    for method in operation.methods
}
# What only programs need: who they are, and the description itself.
FOR_PROGRAMS = {"GET /me", "GET /openapi.json"}


def test_every_page_names_its_operations_or_says_why_there_are_none() -> None:
    pages = {name for name in ADDRESSES if declared(name).kind != "token"}
    assert pages - set(TABLE) == set(), "new pages: add their operations to tests/cases/pages-and-operations.yaml"
    assert set(TABLE) - pages == set()
    for name, entry in TABLE.items():
        assert isinstance(entry, list) or set(entry) == {"not"}, name
        assert entry if isinstance(entry, list) else len(entry["not"]) > 20, name


def test_every_operation_that_a_page_names_is_there_and_every_one_there_belongs_to_a_page() -> None:
    named = {operation for entry in TABLE.values() if isinstance(entry, list) for operation in entry}
    assert named - OPERATIONS == set()
    assert OPERATIONS - named == FOR_PROGRAMS
