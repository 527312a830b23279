"""Look-alike characters of PDFs, and what must stay as it is."""

import pytest

from zhijian.document.read.radicals import meant


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("⼈才培养", "人才培养"),
        ("⽴德树⼈", "立德树人"),
        ("⻓⻋⻅⻚⻰", "长车见页龙"),
        ("ofﬁce", "office"),
        ("增长３．６％，见（表１）：“甲”", "增长３．６％，见（表１）：“甲”"),
        ("①Ⅱ㎡℃…—", "①Ⅱ㎡℃…—"),
    ],
)
def test_radicals_become_characters_and_nothing_else_changes(given: str, expected: str) -> None:
    assert meant(given) == expected
