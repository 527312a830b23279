"""Blocks as lines of text, to be compared with what a case file says."""

from collections.abc import Iterable, Iterator

from zhijian.document import (
    Block,
    BoundFigure,
    Case,
    Cover,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Reference,
    Run,
    Table,
    Toc,
)


def outline(blocks: Iterable[Block]) -> str:
    return "\n".join(line for block in blocks for line in _lines(block)) + "\n"


def runs_outline(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if isinstance(run, BoundFigure):
        text = f"⟦{run.anchor}|{run.text}⟧"
        return f"**{text}**" if run.bold else text
    if isinstance(run, Reference):
        return f"⟨{run.target}|{run.text}⟩"
    if run.bold:
        return f"**{run.text}**"
    return f"*{run.text}*" if run.emphasis else run.text


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"h{block.level} {block.number or '·'} {runs_outline(block.runs)} #{block.anchor}"
    elif isinstance(block, Paragraph):
        yield f"{block.style} {runs_outline(block.runs)}"
    elif isinstance(block, ListBlock):
        yield from (("1. " if block.ordered else "- ") + runs_outline(item) for item in block.items)
    elif isinstance(block, Table):
        yield f"table {block.number} {block.caption} #{block.anchor}"
        for row in block.rows:
            yield "  " + " ".join(
                f"[{runs_outline(cell.runs)}]" if cell.header else runs_outline(cell.runs) for cell in row
            )
    elif isinstance(block, Figure):
        yield f"figure {block.number} {block.caption} #{block.anchor}"
        yield from (f"  {picture.alt}" for picture in block.pictures)
    elif isinstance(block, Case):
        yield f"case {block.number} {block.title} {block.organisation} #{block.anchor}"
        yield from (f"  {line}" for inner in block.blocks for line in _lines(inner))
    elif isinstance(block, Cover):
        yield " | ".join(("cover", block.title, block.subtitle, *block.lines, block.notice))
    elif isinstance(block, Toc):
        yield f"toc {block.title} to level {block.depth}"
    elif isinstance(block, PageBreak):
        yield "page"
