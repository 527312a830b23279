"""``zhijian demo``: writes the fictional city, and never over files of others."""

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from support.command import files_in, zhijian


def test_a_folder_that_is_not_the_demos_is_refused_even_by_force(tmp_path: Path) -> None:
    (tmp_path / "我的总结.docx").write_bytes(b"mine")
    for arguments, says in (([], "已存在且不为空"), (["--force"], "不是示范市的文件夹")):
        told = zhijian("demo", tmp_path, *arguments)
        assert told.code == 2
        assert says in told.err
    assert files_in(tmp_path) == {"我的总结.docx": b"mine"}


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "年报").write_text("x")
    told = zhijian("demo", tmp_path / "年报")
    assert told.code in (2, 3)
    assert "年报" in told.err


def test_an_earlier_demo_is_written_again_only_by_force_and_to_the_same_bytes(city: Path, tmp_path: Path) -> None:
    folder = Path(copytree(city, tmp_path / "demo", ignore=ignore_patterns("build")))
    assert zhijian("demo", folder).code == 2
    before = files_in(folder)
    (folder / "chapters/01-规模结构.md").write_text("# 改过\n", "utf-8")
    told = zhijian("demo", folder, "--force")
    assert told.code == 0
    assert "全部为合成数据" in told.out
    assert files_in(folder) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--schools", "3"], "--schools 的值应不小于 12"), (["--students", "许多"], "--students 的值应为整数")],
)
def test_sizes_that_make_no_city_are_refused(tmp_path: Path, arguments: list[str], says: str) -> None:
    told = zhijian("demo", tmp_path / "demo", *arguments)
    assert told.code == 2
    assert says in told.err
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("students", ["1", "40", "700"])
def test_too_few_students_for_twelve_schools_are_told_in_words(tmp_path: Path, students: str) -> None:
    told = zhijian("demo", tmp_path / "demo", "--students", students)
    assert told.code in (0, 2)
    assert told.code == 0 or "在校生" in told.err
