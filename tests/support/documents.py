"""Documents by chance, for Hypothesis: what a writer and a reader must carry between them."""

from hypothesis import strategies as st

from support.sample_pictures import drawing, photograph
from zhijian.document import (
    Block,
    BoundFigure,
    Case,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    Run,
    Table,
    Text,
    Toc,
)

# Characters that a report may hold: Chinese, Latin, digits, signs of markup languages, blanks and line breaks.
ALPHABET = st.one_of(
    st.sampled_from("的一是人个校年教育质量，。；：？！“”‘’（）《》、·—…％〇①⑩㎡℃"),
    st.sampled_from("abcXYZ0123456789 \n"),
    st.sampled_from("#*_$@<>&\"'`~\\/|{}[]()=+-.,:;!?^%"),
)


def texts(least: int = 0, most: int = 20) -> st.SearchStrategy[str]:
    return st.text(ALPHABET, min_size=least, max_size=most)


def words() -> st.SearchStrategy[str]:
    """A title or number: something on one line."""
    return texts(1, 12).map(lambda text: " ".join(text.split()) or "题")


ANCHORS = st.integers(0, 10**9).map("a-{}".format)
FIGURES: st.SearchStrategy[Run] = st.builds(BoundFigure, words(), ANCHORS, words(), st.sampled_from(["", "a.b"]))
PLAIN: st.SearchStrategy[Run] = st.builds(Text, texts(), st.booleans(), st.booleans())
REFERENCES: st.SearchStrategy[Run] = st.builds(Reference, words(), ANCHORS)
RUNS = st.lists(st.one_of(PLAIN, FIGURES, REFERENCES), max_size=4).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with a regular grid, some of whose cells span columns."""
    columns = draw(st.integers(1, 4))
    rows = []
    for at in range(draw(st.integers(1, 4))):
        row, left = [], columns
        while left:
            span = draw(st.integers(1, left))
            row.append(
                Cell(
                    draw(RUNS),
                    columns=span,
                    header=at == 0,
                    align=draw(st.sampled_from(["left", "center", "right"])),
                    indent=draw(st.integers(0, 2)),
                )
            )
            left -= span
        rows.append(tuple(row))
    widths = draw(st.sampled_from([(), tuple(range(1, columns + 1))]))
    return Table(
        tuple(rows),
        draw(ANCHORS),
        draw(st.sampled_from(["", "表1-1"])),
        draw(words()),
        header_rows=draw(st.integers(0, 1)),
        widths=widths,
        unit_note=draw(st.sampled_from(["", "单位：人"])),
        sortable=draw(st.booleans()),
    )


def _pictures() -> st.SearchStrategy[tuple[Picture, ...]]:
    chart = st.builds(
        lambda text: Picture(
            drawing().data, "image/svg+xml", "图", {"mark": "bar", "title": text, "a": [1, 2.5, None]}, 50
        ),
        texts(),
    )
    photographs = st.builds(photograph, words())
    return st.lists(st.one_of(chart, photographs), min_size=1, max_size=2).map(tuple)


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, RUNS, st.sampled_from(["body", "note", "lead"])),
    st.builds(Heading, st.integers(1, 4), RUNS, ANCHORS, st.sampled_from(["", "1", "2.4.1"])),
    st.builds(ListBlock, st.lists(RUNS, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Figure, _pictures(), ANCHORS, st.sampled_from(["", "图1-1"]), words()),
    tables(),
    st.just(PageBreak()),
)


def documents() -> st.SearchStrategy[Document]:
    """Whole documents, canonical in everything but their runs."""
    cases: st.SearchStrategy[Block] = st.builds(
        Case,
        words().filter(lambda title: title[0] not in ":：.、 "),  # what may part a number from a title
        ANCHORS,
        st.lists(BLOCKS, max_size=3).map(tuple),
        st.sampled_from(["", "案例2-1"]),
        st.sampled_from(["", "云岭一职"]),
    )
    covers: st.SearchStrategy[Block] = st.builds(
        Cover, words(), st.sampled_from(["", "（2024年度）"]), st.lists(words(), max_size=2).map(tuple), texts(0, 5)
    )
    contents: st.SearchStrategy[Block] = st.builds(Toc, words(), st.integers(1, 3))
    blocks = st.lists(st.one_of(BLOCKS, cases, covers, contents), max_size=6).map(tuple)
    return st.builds(
        Document,
        words(),
        blocks,
        st.sampled_from(["", "云岭市教育局"]),
        st.sampled_from(["", "2024-12-20"]),
        st.just("zh-CN"),
        st.lists(words(), max_size=2).map(tuple),
    )
