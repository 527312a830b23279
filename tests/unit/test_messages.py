"""Messages: two languages, and an English entry for each text in the code."""

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhijian.messages import _, english_entries, language, messages_folder, ngettext, use_language
from zhijian.messages.po import Entry, read_po

SOURCE = Path(__file__).parents[2] / "src"


def texts_in_code() -> Iterator[tuple[str, ast.expr]]:
    """Place and first argument of each call of ``_`` and ``ngettext`` under src."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.args[0]


def texts_in_templates() -> Iterator[tuple[str, ast.expr]]:
    """Place and text of each tag ``{% text "…" %}`` under src; a text that is no constant as the name it is."""
    for path in sorted([*SOURCE.rglob("*.html"), *SOURCE.glob("**/templates/**/*.txt")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for constant, name in re.findall(r'{%\s*text\s+(?:"([^"]*)"|([^\s"]+))', line):
                yield f"{path.relative_to(SOURCE)}:{number}", ast.Name(name) if name else ast.Constant(constant)


def all_texts() -> Iterator[tuple[str, ast.expr]]:
    yield from texts_in_code()
    yield from texts_in_templates()


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_text_in_the_code_has_an_english_entry() -> None:
    entries = english_entries()
    problems = []
    for place, text in all_texts():
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
            problems.append(f"{place}: the text of a message is one constant string; fill values in with {{name}}")
        elif text.value not in entries or not all(entries[text.value].texts):
            problems.append(f"{place}: no English for {text.value!r}")
    assert problems == []


def test_no_english_entry_is_left_over() -> None:
    used = {text.value for _place, text in all_texts() if isinstance(text, ast.Constant)}
    assert sorted(set(english_entries()) - used) == []


def test_both_languages_fill_in_the_same_values() -> None:
    different = [
        entry.msgid
        for entry in english_entries().values()
        for text in entry.texts
        if placeholders(text) - {"n"} != placeholders(entry.msgid) - {"n"}
    ]
    assert different == []


def test_one_text_has_one_english() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for path in sorted(messages_folder().glob("*.po")):
        for entry in read_po(path):
            assert seen.setdefault(entry.msgid, entry.texts) == entry.texts, f"{path}:{entry.line}"


def test_language_comes_from_the_block_then_the_environment_then_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language() == "zh"
    monkeypatch.setenv("ZHIJIAN_LANG", "en_GB.UTF-8")
    assert language() == "en"
    with use_language("zh"):
        assert language() == "zh"
        with use_language("en"):
            assert language() == "en"
        assert language() == "zh"
    monkeypatch.setenv("ZHIJIAN_LANG", "fr")
    assert language() == "zh"
    with pytest.raises(ValueError, match="'fr'"), use_language("fr"):  # type: ignore[arg-type]
        pass


def test_messages_and_plurals(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {
        "共 {n} 个问题": Entry("共 {n} 个问题", ("{n} finding", "{n} findings"), 1),
        "未译": Entry("未译", ("",), 2),
        "文件 {name}": Entry("文件 {name}", ("file {name}",), 3),
    }
    monkeypatch.setattr("zhijian.messages.english_entries", lambda: entries)
    assert ngettext("共 {n} 个问题", 1) == "共 1 个问题"
    assert _("文件 {name}", name="a") == "文件 a"
    with use_language("en"):
        assert [ngettext("共 {n} 个问题", n) for n in (0, 1, 2)] == ["0 findings", "1 finding", "2 findings"]
        assert _("文件 {name}", name="a") == "file a"
        assert _("未译") == "未译"
        assert _("不在其中 {x}") == "不在其中 {x}"


def test_po_text_runs_over_lines_and_escapes(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\n# comment\nmsgid "一"\n"二"\nmsgid_plural "一二"\n'
        'msgstr[0] "one \\"two\\"\\n"\nmsgstr[1] "a\\\\b\\t"\n',
        encoding="utf-8",
    )
    assert read_po(path) == [Entry("一二", ('one "two"\n', "a\\b\t"), 5)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('"x"', "a.po:1: a text before any msgid"),
        ('msgstr "x"', "a.po:1: a text before any msgid"),
        ('msgid "x"\nmsgid "y"\nmsgstr "z"', "a.po:1: msgid without msgstr"),
        ('msgid "x"\nmsgstr "y"\nmsgstr "z"', "a.po:3: msgstr stands twice"),
        ('msgid "x', "a.po:1: neither"),
        ('msgctxt "x"', "a.po:1: neither"),
        ('msgid "x"\nmsgstr "\\q"', r"a.po:2: unknown escape \\q"),
    ],
)
def test_an_unsound_po_file_is_refused_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "a.po"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        read_po(path)


def test_chinese_reads_no_file() -> None:
    code = "import zhijian.messages as m; m._('甲'); assert not m.english_entries.cache_info().misses"
    subprocess.run([sys.executable, "-c", code], check=True)
