"""The catalogue of finding codes: what each means, why it matters, an example, how to mend it.

One YAML file per hundred (zj1xx.yaml …). A code never changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from zhijian.errors import ZhijianError
from zhijian.messages import _

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Code:
    """One code. Every text is by language (zh, en); ``message`` is a format string over named values.

    sample: of codes that a proof finds (ZJ5xx, ZJ6xx), a report in a few lines that has this fault, as a text file;
    sample_before: last year's report beside it. A test proofs them.
    """

    code: str
    severity: str
    title: Mapping[str, str]
    message: Mapping[str, str]
    why: Mapping[str, str]
    example: Mapping[str, str]
    remedy: Mapping[str, str]
    sample: str = ""
    sample_before: str = ""


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code in order. Raises ZhijianError where an entry lacks a text or repeats a code."""
    codes: dict[str, Code] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted((f for f in files(__package__).iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        for name, entry in (yaml.load(file.read_text("utf-8"), loader) or {}).items():  # noqa: S506 - a safe loader
            if name in codes:
                raise ZhijianError(_("{file}：{name} 重复定义", file=file.name, name=name))
            try:
                texts = {
                    field: {lang: str(entry[field][lang]) for lang in LANGUAGES}
                    for field in ("title", "message", "why", "example", "remedy")
                }
            except (KeyError, TypeError) as error:
                raise ZhijianError(_("{file}：{name} 缺少 {field}", file=file.name, name=name, field=error)) from None
            sample, before = entry.get("sample", ""), entry.get("sample_before", "")
            codes[name] = Code(name, entry["severity"], **texts, sample=sample, sample_before=before)
    return dict(sorted(codes.items()))


def code(name: str) -> Code:
    """The code called ``name`` (ZJ114). Raises ZhijianError where there is none."""
    try:
        return all_codes()[name.upper()]
    except KeyError:
        raise ZhijianError(_("没有编号为 {name} 的核查问题。", name=name)) from None
