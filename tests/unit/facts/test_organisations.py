"""The tree of organisations."""

from pathlib import Path

import pytest

from zhijian.errors import UnreadableInput
from zhijian.facts import Organisation, OrganisationTree

CITY = Organisation("city", "云岭市", "city")
COUNTY = Organisation("c1", "临江区", "county", "city")
DIRECT = Organisation("s1", "云岭市第一职业技术学校", "school", "city", "公办", short="云岭一职")
BELOW = Organisation("s2", "临江区职业技术学校", "school", "c1", "公办")


def test_schools_are_found_at_every_depth_in_file_order() -> None:
    tree = OrganisationTree([CITY, DIRECT, COUNTY, BELOW])
    assert tree.root is CITY
    assert [o.id for o in tree.schools()] == ["s1", "s2"]
    assert tree.schools("c1") == (BELOW,)
    assert tree.schools("s2") == (BELOW,)
    assert tree.children("city") == (DIRECT, COUNTY)
    assert tree.within("city") == (CITY, DIRECT, COUNTY, BELOW)
    assert tree.within("c1") == (COUNTY, BELOW)
    assert "s2" in tree
    assert tree["c1"] is COUNTY
    assert len(tree) == 4


def test_a_written_tree_reads_back(tmp_path: Path) -> None:
    tree = OrganisationTree([CITY, COUNTY, DIRECT, BELOW])
    tree.write(tmp_path / "organisations.csv")
    assert list(OrganisationTree.read(tmp_path / "organisations.csv")) == list(tree)


@pytest.mark.parametrize(
    ("organisations", "message"),
    [
        ([], "实有 0 个"),
        ([CITY, Organisation("other", "他市", "city")], "实有 2 个"),
        ([CITY, DIRECT, DIRECT], "“s1”重复"),
        ([CITY, Organisation("s3", "某校", "shcool", "city")], "级别“shcool”无效"),
        ([CITY, Organisation("s3", "某校", "school", "c9")], "上级单位“c9”不在表中"),
        ([CITY, DIRECT, Organisation("c2", "某县", "county", "s1")], "级别不高于它"),
        ([CITY, Organisation("", "某校", "school", "city")], "没有单位编号"),
    ],
)
def test_what_is_no_tree_is_refused(organisations: list[Organisation], message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        OrganisationTree(organisations)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UnreadableInput) as caught:
        OrganisationTree([CITY, Organisation("a", "甲", "school", "x"), Organisation("b", "乙", "school", "y")])
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "没有找到"),
        (b"id,name\n1,2\n", "缺少列：level、parent"),
        ("id,name,level,parent\n一,二".encode("gbk"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "organisations.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=message):
        OrganisationTree.read(path)
