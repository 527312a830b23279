"""LibreOffice as a second reader: turns a file into pages, with the project's typefaces for the office's."""

import os
import subprocess
from pathlib import Path

from zhijian.typefaces import KAI, SANS, SERIF, font_directory

_STANDS_IN = {
    SERIF: ("仿宋_GB2312", "仿宋", "FangSong", "宋体", "SimSun", "方正小标宋简体"),
    KAI: ("楷体_GB2312", "楷体", "KaiTi"),
    SANS: ("黑体", "SimHei"),
    "Liberation Serif": ("Times New Roman",),
}


def font_configuration(folder: Path) -> Path:
    """A fontconfig file in ``folder`` that lets free typefaces stand in for those of an office."""
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="prepend" binding="same"><string>{stand_in}</string><string>{SERIF}</string></edit>'
        f"</match>"
        for stand_in, names in _STANDS_IN.items()
        for name in names
    )
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{font_directory()}</dir><cachedir>{folder / 'fonts-cache'}</cachedir>{matches}</fontconfig>",
        encoding="utf-8",
    )
    return path


def converted(source: Path, folder: Path, kind: str = "pdf") -> Path:
    """``source`` as another kind of file in ``folder``, by LibreOffice with a profile of its own."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "FONTCONFIG_FILE": str(font_configuration(folder))},
    )
    return folder / f"{source.stem}.{kind.partition(':')[0]}"
