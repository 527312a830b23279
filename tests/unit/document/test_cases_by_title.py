"""Cases that nothing but their titles marks."""

from support.outline import outline
from zhijian.document import Block, Heading, Paragraph, Text
from zhijian.document.read.cases import with_cases


def paragraphs(*texts: str) -> list[Block]:
    return [Paragraph((Text(text),)) for text in texts]


def heading(text: str) -> Block:
    return Heading(1, (Text(text),), "h", "2")


def test_a_case_goes_on_to_the_next_heading_or_case() -> None:
    blocks = [
        *paragraphs(
            "正文。",
            "案例2-1 下车间，回课堂",
            "石桥县职业技术学校",
            "每名教师都去。",
            "案例2-2：护心",
            "从心理课开始。",
        ),
        heading("就业"),
        *paragraphs("正文。"),
    ]
    assert outline(with_cases(blocks)) == (
        "body 正文。\n"
        "case 案例2-1 下车间，回课堂 石桥县职业技术学校 #\n"
        "  body 每名教师都去。\n"
        "case 案例2-2 护心  #\n"
        "  body 从心理课开始。\n"
        "h1 2 就业 #h\n"
        "body 正文。\n"
    )


def test_text_that_speaks_of_a_case_is_no_case() -> None:
    blocks = paragraphs("案例2-1介绍了其中一种做法。", "做法见案例2-2。")
    assert with_cases(blocks) == tuple(blocks)
