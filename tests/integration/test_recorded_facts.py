"""A report folder without the records of persons: what they yielded is enough to build from."""

from pathlib import Path
from shutil import rmtree

from zhijian.compilation import Steps, read_folder
from zhijian.facts import write_facts_csv


def test_facts_of_records_stand_for_the_records(folder: Path) -> None:
    whole = read_folder(folder, Steps())
    (folder / "recorded").mkdir()
    write_facts_csv(whole.recorded, folder / "recorded" / "facts.csv", exact=True)
    rmtree(folder / "records")
    rmtree(folder / "surveys")
    without = read_folder(folder, Steps())
    assert sorted(without.recorded, key=lambda f: f.key) == sorted(whole.recorded, key=lambda f: f.key)


def test_records_that_are_there_come_before_what_was_kept(folder: Path) -> None:
    whole = read_folder(folder, Steps())
    (folder / "recorded").mkdir()
    file = folder / "recorded" / "facts.csv"
    write_facts_csv(whole.recorded, file, exact=True)
    file.write_text(file.read_text("utf-8").replace("records/", "elsewhere/"), "utf-8")
    assert list(read_folder(folder, Steps()).recorded) == list(whole.recorded)
