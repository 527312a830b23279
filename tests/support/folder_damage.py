"""Damages done to a report folder; the cases of damaged-folders.yaml name them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Any

Step = Mapping[str, Any]


def damage_folder(folder: Path, steps: list[Step]) -> None:
    for step in steps:
        (kind,) = step
        DAMAGES[kind](folder, step[kind])


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink()


def _folder(folder: Path, name: str) -> None:
    """A folder where a file should be."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()


def _write(folder: Path, what: Step) -> None:
    path = folder / what["file"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes.fromhex(what["hex"]) if "hex" in what else what["text"].encode())


def _replace(folder: Path, what: Step) -> None:
    path = folder / what["in"]
    text = path.read_text("utf-8")
    assert what["find"] in text, f"{what['find']!r} is not in {what['in']}"
    path.write_text(text.replace(what["find"], what["put"], 1), "utf-8")


def _encode(folder: Path, what: Step) -> None:
    path = folder / what["file"]
    path.write_bytes(path.read_text("utf-8").encode(what["as"]))


def _copy(folder: Path, what: Step) -> None:
    copyfile(folder / what["from"], folder / what["to"])


def _cut(folder: Path, what: Step) -> None:
    path = folder / what["file"]
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * what["share"])])


DAMAGES: dict[str, Callable[[Path, Any], None]] = {
    "remove": _remove,
    "folder": _folder,
    "write": _write,
    "replace": _replace,
    "encode": _encode,
    "copy": _copy,
    "cut": _cut,
}
