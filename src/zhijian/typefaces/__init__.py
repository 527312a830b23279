"""The typefaces that PDF and charts are set in, and where set-up put them.

All are static TrueType files under the SIL OFL 1.1, each in regular and in real bold, and each holds every character
of GBK (20,902) with the punctuation and signs of official documents. No 仿宋 under a free licence is to be had as a
package; the serif stands in for it. DOCX names the office's own fonts instead and does not need these files.
"""

import os
from pathlib import Path

from zhijian.errors import ZhijianError
from zhijian.messages import _

__all__ = ["FACES", "FANGSONG", "KAI", "SANS", "SERIF", "FontsMissing", "font_directory"]

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"
KAI = "LXGW WenKai"
FANGSONG = SERIF

# Every file that set-up installs: the family name inside it and its weight.
FACES = {
    "NotoSerifSC-Regular.ttf": (SERIF, 400),
    "NotoSerifSC-Bold.ttf": (SERIF, 700),
    "NotoSansSC-Regular.ttf": (SANS, 400),
    "NotoSansSC-Bold.ttf": (SANS, 700),
    "LXGWWenKai-Regular.ttf": (KAI, 400),
    "LXGWWenKai-Bold.ttf": (KAI, 700),
}


class FontsMissing(ZhijianError):
    """The typefaces are not where they were looked for; the message says how to get them there."""

    exit_code = 3


def font_directory() -> Path:
    """The folder with the font files, absolute.

    ``ZHIJIAN_FONTS`` overrides the place where set-up installs them. Raises FontsMissing if any file of FACES is
    not there: a missing face would otherwise be replaced without a word.
    """
    chosen = os.environ.get("ZHIJIAN_FONTS")
    folder = Path(chosen).expanduser().absolute() if chosen else Path(__file__).parent.parent / "fonts"
    missing = [name for name in FACES if not (folder / name).is_file()]
    if missing:
        raise FontsMissing(
            _("在 {folder} 中缺少字体文件：{files}。", folder=folder, files="、".join(missing))
            + (
                _("该文件夹由环境变量 ZHIJIAN_FONTS 指定，请改正或取消该变量。")
                if chosen
                else _("请在项目文件夹中运行 make setup 安装字体。")
            )
        )
    return folder
