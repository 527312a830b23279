"""Cases where a file marks them by nothing but their titles: 案例2-8 and what follows, up to the next heading or case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhijian.document.blocks import Block, Case, Heading, Paragraph, plain_text
from zhijian.document.read.text.kinds import title_of

_ORGANISATION = re.compile(r"[^，。；：！？]{2,28}(?:学校|学院|大学|中学|职校|技校|中心|公司|集团|协会|局|委)")


def with_cases(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, those of each case within it; the organisation it comes from where the line after its title names one."""
    told: list[Block] = []
    case: Case | None = None
    inside: list[Block] = []

    def end() -> None:
        if case is not None:
            told.append(Case(case.title, "", tuple(inside), case.number, case.organisation))
        inside.clear()

    for block in blocks:
        text = plain_text(block.runs).strip() if isinstance(block, Paragraph) else ""
        title = title_of(text)
        if title is not None and title.kind == "案例" and title.number:
            end()
            case = Case(text[title.after :].strip(), "", (), title.number)
        elif isinstance(block, Heading):
            end()
            case = None
            told.append(block)
        elif case is None:
            told.append(block)
        elif not inside and not case.organisation and _ORGANISATION.fullmatch(text):
            case = Case(case.title, "", (), case.number, text)
        else:
            inside.append(block)
    end()
    return tuple(told)
