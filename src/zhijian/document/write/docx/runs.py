"""Runs: text, bound figures as content controls that show their source, references as fields."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from zhijian.document.blocks import BoundFigure, Reference, Run, Text
from zhijian.document.write.docx.markup import attribute, field, run
from zhijian.document.write.docx.plan import Mark, Plan, control_alias, figure_tag

CASE_MARK = "_zjcase_"  # how names of bookmarks begin that span a case


class Runs:
    """Writes runs; numbers bookmarks and content controls. figures: every bound figure that was written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.figures: list[tuple[int, BoundFigure]] = []
        self._bookmarks = count(1)
        self._controls = count(1)

    def markup(self, runs: Iterable[Run]) -> str:
        return "".join(self._run(it) for it in runs)

    def _run(self, it: Run) -> str:
        if isinstance(it, Text):
            return run(it.text, style="Emphasis" if it.emphasis else "", bold=it.bold) if it.text else ""
        return self._figure(it) if isinstance(it, BoundFigure) else self._reference(it)

    def _figure(self, it: BoundFigure) -> str:
        control = next(self._controls)
        self.figures.append((control, it))
        content = run(it.text, bold=it.bold)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(control_alias(it.expression))}"/>'
            f'<w:tag w:val="{attribute(figure_tag(it.anchor))}"/><w:id w:val="{control}"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _reference(self, it: Reference) -> str:
        target = self.plan.targets.get(it.target) if it.target else None
        if target is None:
            return f'<w:hyperlink w:anchor="{attribute(it.target)}">{run(it.text, whole=True)}</w:hyperlink>'
        # A field only where updating it prints the same.
        if target.heading is not None:
            if target.automatic and it.text == target.number:
                return field(f"REF {target.bookmark} \\n \\h", it.text)
            if it.text and it.text == target.heading:
                return field(f"REF {target.bookmark} \\h", it.text)
        elif it.text and it.text == target.number:
            return field(f"REF {target.bookmark} \\h", it.text)
        return f'<w:hyperlink w:anchor="{target.bookmark}">{run(it.text, whole=True)}</w:hyperlink>'

    def spanned(self, content: str) -> str:
        """Paragraphs of a case between the ends of a bookmark: Word keeps its extent when they are edited."""
        at = next(self._bookmarks)
        return f'<w:bookmarkStart w:id="{at}" w:name="{CASE_MARK}{at}"/>{content}<w:bookmarkEnd w:id="{at}"/>'

    def marked(self, mark: Mark, content: str) -> str:
        """``content`` inside the bookmark of a block."""
        at = next(self._bookmarks)
        return f'<w:bookmarkStart w:id="{at}" w:name="{mark.bookmark}"/>{content}<w:bookmarkEnd w:id="{at}"/>'
