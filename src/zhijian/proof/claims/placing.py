"""Where a figure stands among its neighbours: part of a list, whole of one, the value that changes are said of."""

from __future__ import annotations

import re

from zhijian.proof.claims.heads import whole_for
from zhijian.proof.claims.measures import RATE, composed, is_attribute, is_difference
from zhijian.proof.claims.said import Said, adds_up
from zhijian.proof.claims.state import State

_SEPARATE = re.compile(r"\s*(?:现有|另有|还有|共有|同时|此外|全[市省县区校年])")
# 总投资 is never a part of what stands before it; 总部, 总工会, 总承包 are names.
_OF_ALL = re.compile(r"总(?!部|工|会计|承包|队|店|站|校|医院|行|厂|院|社|商会|经理|监|干事|装|图书馆)|合计|全部|共计")
_LONG_NAME = 6
_OPPOSITE = frozenset({"收入", "支出", "进口", "出口", "存款", "贷款"})


def place(said: Said, state: State) -> None:
    """Puts ``said`` into the list that is open, and makes it the one that the next figures belong to."""
    if said.role == "share":
        state.last = state.last if said.portion else said
        if state.part and state.head is None and said.base is None:
            state.part = False  # 其中高级占20%，每年培训2500人: the list was the share
        return
    if not said.stands:
        return
    if state.part and _ends_list(said, state):
        state.part = False
    if state.part and not said.total and said.role == "value":
        _part(said, state)
    if said.percent and said.role == "value" and RATE.search(state.topic) and not RATE.search(said.measure):
        said.measure += state.topic
    if not said.portion:
        state.last = said
    _base_of_changes(said, state)


def _ends_list(said: Said, state: State) -> bool:
    """Whether a figure is no part of the list before it: 另有…, 总投资…, or one after ； to a list that is whole."""
    if _SEPARATE.match(said.before) or _OF_ALL.match(said.measure) or is_difference(said.measure):
        return True
    return said.after_semicolon and (_reached(state) or not _like_the_parts(said, state))


def _reached(state: State) -> bool:
    """Whether the parts of the open list add up to their whole already."""
    head = state.head
    here = [part for part in head.parts if part.part_list == state.part_list] if head is not None else []
    return head is not None and len(here) > 1 and adds_up(here, head)


def _like_the_parts(said: Said, state: State) -> bool:
    """其中税收收入…；非税收入… goes on with the list; 省级课程2门；在线课程17门 does not."""
    if state.head is None or not state.head.parts:
        return True
    here_too = [part for part in state.head.parts if part.part_list == state.part_list]
    if here_too and adds_up([*here_too, said], state.head):
        return True
    before, here = state.head.parts[-1].raw, said.measure
    if state.head.parts[-1].enumerated and not is_attribute(here):
        return False  # 其中国家级6家、省级28家；家庭农场1246家
    if said.leads or _beside_whole(said.measure, state.head.measure):
        return False
    if before and here.endswith(before):
        return False  # 其中发明专利1126件；有效发明专利8620件
    if is_attribute(here) or before[-2:] == here[-2:] or before[:2] == here[:2]:
        return True
    # 其中：财政拨款…；事业收入… goes on; 其中住宅…；新开工… is of the one part
    return not is_attribute(before) and bool(here_too) and "其中" not in here_too[0].before


def _beside_whole(here: str, whole: str) -> bool:
    """一般公共预算收入…，其中税收收入…；一般公共预算支出…: named like the whole but for its last word."""
    alike = here != whole and here[:-2] == whole[:-2] and len(here) == len(whole)
    return alike and (len(whole) >= _LONG_NAME or {here[-2:], whole[-2:]} <= _OPPOSITE)


def _base_of_changes(said: Said, state: State) -> None:
    """实训工位数较上年增加1520个，达到18320个: the value that a change said before leads to."""
    for other in state.recent():
        if other.sentence != said.sentence or said.named:
            return
        told = other.role in {"change", "growth"} and other.base is None and other.measure == said.measure
        if told and not said.origin and said.period != other.against:
            other.base = said


def _part(said: Said, state: State) -> None:
    if said.percent:
        _part_in_percent(said, state)
        return
    if state.head is None:
        state.head = whole_for(said, state)
    head = state.head
    if head is not None and not head.same_unit(said) and head.parts:
        _beside_part(said, head, state)
        return
    if head is None or not head.same_unit(said) or (said.planned and not head.planned):
        state.part = state.head is None
        return
    raw = said.measure
    if said.origin:
        said.measure = composed(raw, head.measure)
        return
    said.head, said.of, said.raw = head, head.measure, raw
    said.marked = "其中" in said.before or not head.parts
    said.part_list, said.overlapping, said.beside = state.part_list, state.overlapping, state.beside
    said.closing = state.closing
    said.measure = composed(raw, head.measure)
    head.parts.append(said)
    _kind_of_parts(said, raw, head, state)


def _kind_of_parts(said: Said, raw: str, head: Said, state: State) -> None:
    """其中公办11所，在校生…: of the one part that was named; after several, of the whole again."""
    if state.kind and is_attribute(raw):
        state.kind = said.measure if len(head.parts) == 1 else head.measure


def _beside_part(said: Said, head: Said, state: State) -> None:
    """学校14所，在校生30215人，其中市直学校6所，在校生15630人: 15630 is of 市直学校, a part of 30215."""
    part = head.parts[-1]
    for other in state.recent():
        if other.sentence < head.sentence:
            return
        same = other.measure in {said.measure, said.measure.removeprefix(part.measure), head.measure + said.measure}
        short = said.measure.removeprefix(part.measure)
        same = same or (other.measure.endswith(short) and len(short) >= 2)
        if other.head is None and same and other.role == "value" and other.same_unit(said):
            said.head, said.of, said.part_list = other, other.measure, state.part_list
            said.measure = (
                said.measure if said.measure != short else (part.measure.removesuffix(part.of) or part.measure) + short
            )
            other.parts.append(said)
            return


def _part_in_percent(said: Said, state: State) -> None:
    """医院病床使用率79.4%，其中公立医院86.0%: the part has the rate of the whole; one that names its own rate is none."""
    if RATE.search(said.measure):
        state.part = False
        return
    rate = next((f for f in state.recent() if f.percent and f.stands and f.sentence >= said.sentence - 1), None)
    if rate is None:
        return
    if rate.head is None:
        said.measure = composed(said.measure, rate.measure)
    ending = re.search(r"[\u4e00-\u9fff]{1,4}(?:率|满意度|比例|比重)$", rate.measure)
    if ending is not None and not RATE.search(said.measure):
        said.measure += ending.group()
