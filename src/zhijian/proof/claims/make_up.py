"""What a whole is made up of, in one ratio: 三次产业结构由上年的6.9:41.2:51.9调整为6.1:42.6:51.3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhijian.proof.claims.measures import normal, without_periods
from zhijian.proof.claims.mention import Mention
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.state import State

_INDUSTRIES = re.compile(r"(?:三次|三大|一二三|一、二、三)产业|三产")
_BECAME = re.compile(r"(?:调整|优化|变化|变动|转变|变|演变)(?:为|到|至)?")
_NAMES = ("第一产业增加值", "第二产业增加值", "第三产业增加值")
_PRODUCT = "地区生产总值"


def read_make_up(mentions: Sequence[Mention], lead: str, at: int, state: State) -> list[Said]:
    """The parts as shares that belong together. lead: the words before them; at: the number of their clause."""
    own = state.note_periods(lead, counted=False)
    state.lists += 1
    words = normal(without_periods(lead))
    topic = state.topic if not words or _BECAME.fullmatch(words) else words
    state.topic = topic
    industries = len(mentions) == len(_NAMES) and _INDUSTRIES.search(topic) is not None
    made = []
    for number, mention in enumerate(mentions):
        said = Said(
            mention, at, state.sentence, role="share", period=own.period or state.when.period, before=lead,
            listed=state.lists, subject=state.subject, scope=(own.scope,) if own.scope else (),
        )  # fmt: skip
        said.measure = _NAMES[number] if industries else f"{topic}·{number + 1}"
        said.of = _PRODUCT if industries else topic
        if industries:
            said.base = next(
                (
                    f
                    for f in state.recent()
                    if f.role == "value" and (f.measure, f.period) == (said.measure, said.period)
                ),
                None,
            )
        made.append(said)
    return made
