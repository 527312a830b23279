"""Messages for others than those who keep the records: nobody can be told from them."""

from pathlib import Path

import pytest

from zhijian.catalogue import load_catalogue
from zhijian.facts import Organisation, OrganisationTree
from zhijian.records import read_records

TREE = OrganisationTree(
    [Organisation("city", "甲市", "city"), Organisation("green", "青山职校", "school", "city", code="9901000001")]
)
HEADER = "school,student_no,programme,destination,region,monthly_income,self_employed,first_employment"
PERSON, NUMBER = "欧阳修竹", "440101200801011234"
CASES = {
    "shifted": f"{HEADER}\ngreen,2,710201,{PERSON},{NUMBER},3000,no,yes\n",
    "long row": f'{HEADER}\ngreen,2,710201,employed,990100,3000,no,yes,"{PERSON}",{NUMBER}\n',
    "no header": f"green,{NUMBER},{PERSON},710201\n",
    "foreign header": f"school,student_no,{PERSON}\ngreen,2,x\n",
    "header twice": f"{HEADER},{PERSON},{PERSON}\n",
    "twice": f"{HEADER}\n" + f"green,{NUMBER},710201,employed,990100,3000,no,yes\n" * 2,
    "another school": f"{HEADER}\n{PERSON},{NUMBER},710201,employed,990100,3000,no,yes\n",
}


@pytest.mark.parametrize("case", CASES)
def test_a_masked_reading_tells_no_name_and_no_number(case: str, tmp_path: Path) -> None:
    (tmp_path / "graduates.csv").write_text(CASES[case], "utf-8")
    reading = read_records(tmp_path, load_catalogue(), TREE, masking=True)
    assert reading.findings, case
    told = "\n".join([*(str(found) for found in reading.findings), str(reading.bad_rows.to_dicts())])
    assert PERSON[:2] not in told
    assert NUMBER[:6] not in told


def test_otherwise_the_texts_stand_as_they_were_found(tmp_path: Path) -> None:
    (tmp_path / "graduates.csv").write_text(CASES["shifted"], "utf-8")
    told = "\n".join(found.message for found in read_records(tmp_path, load_catalogue(), TREE).findings)
    assert PERSON in told


def test_what_was_read_is_counted_by_file(tmp_path: Path) -> None:
    (tmp_path / "graduates.csv").write_text(CASES["twice"], "utf-8")
    (file,) = read_records(tmp_path, load_catalogue(), TREE).files
    assert (file.table, file.period, file.file, file.rows, file.bad) == (
        "graduates", "2024", "records/graduates.csv", 2, 1,
    )  # fmt: skip
