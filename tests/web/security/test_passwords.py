"""Passwords that are easy to guess are refused, however long they are; others of any kind are taken."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from support.web_world import World
from zhijian.web.security.passwords import Breached, listed


def codes(password: str, world: World | None = None) -> set[str]:
    try:
        validate_password(password, world.user("clerk-school-04") if world else None)
    except ValidationError as error:
        return {each.code or "" for each in error.error_list}
    return set()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("password12345", "password_stem_common"),
        ("!!sunshine!!2024", "password_stem_common"),
        ("zhijian-2024-填报", "password_of_context"),
        ("xuexiaonianbao2024", "password_of_context"),
        ("administrator", "password_of_context"),
        ("20241201093000", "password_entirely_numeric"),
        ("short", "password_too_short"),
    ],
)
def test_what_is_easy_to_guess_is_refused(password: str, code: str) -> None:
    assert code in codes(password)


def test_the_name_of_ones_own_organisation_is_no_password(world: World) -> None:
    assert "password_of_context" in codes("临江区职业技术学校2024", world)
    assert "password_of_context" in codes("school-04-school-04", world)


@pytest.mark.parametrize(
    "password",
    [
        "木星上也许有一所很小的中学",
        "correct horse battery",
        "x7$" * 30,
        "nnnnnnnnnnnnnn tall trees",
        "学校旁边的河里有三只鹅",
    ],
)
def test_any_other_password_is_taken_without_rules_on_its_characters(password: str) -> None:
    assert codes(password) == set()


def written(path: Path, passwords: set[str]) -> Path:
    hashes = sorted(hashlib.sha1(p.encode(), usedforsecurity=False).hexdigest().upper() for p in passwords)
    path.write_text("".join(f"{digest}:{number}\r\n" for number, digest in enumerate(hashes)), "ascii")
    return path


def test_a_breached_password_is_refused(tmp_path: Path) -> None:
    check = Breached(str(written(tmp_path / "list.txt", {"tall trees in march", "another one"})))
    with pytest.raises(ValidationError, match="已泄露"):
        check.validate("tall trees in march")
    check.validate("tall trees in april")


@given(st.sets(st.text(st.characters(codec="ascii"), min_size=1, max_size=4), max_size=30), st.text(max_size=4))
def test_the_sorted_list_is_searched_as_a_set_is(
    tmp_path_factory: pytest.TempPathFactory, known: set[str], asked: str
) -> None:
    path = written(tmp_path_factory.mktemp("lists") / "list.txt", known)
    for password in [*known, asked]:
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        assert listed(path, digest) is (password in known)


def test_a_list_that_is_not_there_lets_nothing_through(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Breached(str(tmp_path / "nothing.txt")).validate("tall trees in march")
