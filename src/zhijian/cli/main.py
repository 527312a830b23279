"""The commands and what happens around them: language, messages for users, exit codes."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from zhijian.cli.usage import Command, Group, usage_error
from zhijian.errors import UnreadableInput, ZhijianError
from zhijian.messages import _

INTERRUPTED = 130  # as shells say of a program that was interrupted
BUG = 70  # EX_SOFTWARE; 0 to 3 are answers

app = typer.Typer(
    name="zhijian",
    cls=Group,
    help=_("职鉴：编制、核查、发布职业教育质量年报。"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on", metavar="LEVEL", help=_("发现该级别及以上的问题时退出码为 1：notice、warning、error、never。")
    ),
]


@app.command(cls=Command, help=_("生成示范市的报告文件夹（全部为合成数据）。"))
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("要生成的文件夹。"))],
    seed: Annotated[int, typer.Option(metavar="N", help=_("随机种子；相同的种子得到相同的文件。"))] = 2024,
    schools: Annotated[int, typer.Option(metavar="N", help=_("学校数，至少 12 所。"), min=12)] = 12,
    students: Annotated[
        int | None, typer.Option(metavar="N", help=_("在校生数；默认每十二所学校 33577 人。"), min=1)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("文件夹已存在时，重新生成其中由示范市生成的文件。"))] = False,
) -> None:
    from zhijian.cli.demo import run_demo

    run_demo(folder, seed=seed, schools=schools, students=students, force=force)


@app.command(cls=Command, help=_("生成学校填报用的工作簿。"))
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help=_("要生成的工作簿。"))],
    catalogue: Annotated[str, typer.Option(metavar="ID", help=_("指标目录。"))] = "secondary-2024",
    school: Annotated[str, typer.Option(metavar="NAME", help=_("学校编号或名称。"))] = "",
    folder: Annotated[
        Path | None,
        typer.Option(
            "--in", metavar="DIR", help=_("报告文件夹，从其 organisations.csv 中查找学校；默认为当前文件夹。")
        ),
    ] = None,
    previous: Annotated[Path | None, typer.Option(metavar="FILE", help=_("上年的工作簿，用来预填上年数据。"))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("覆盖已有的文件。"))] = False,
) -> None:
    from zhijian.cli.template import run_template

    run_template(out, catalogue=catalogue, school=school, folder=folder, previous=previous, force=force)


@app.command(cls=Command, help=_("核查工作簿、报告文件夹或数据包。"))
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=_("工作簿、报告文件夹或 package.zip。"))],
    format: Annotated[str, typer.Option(metavar="FORMAT", help=_("输出格式：text、json、csv、html、xlsx。"))] = "text",  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=_("写入文件，而不是显示在屏幕上。"))
    ] = None,
    catalogue: Annotated[
        str, typer.Option(metavar="ID", help=_("指标目录（单独核查工作簿时使用）。"))
    ] = "secondary-2024",
    select: Annotated[
        str, typer.Option(metavar="CODES", help=_("只看这些编号，以逗号分隔，可写前缀（如 ZJ2）。"))
    ] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help=_("不看这些编号，写法同上。"))] = "",
    fail_on: FailOn = "error",
) -> None:
    from zhijian.cli.check import run_check

    raise typer.Exit(
        run_check(
            paths, format=format, output=output, catalogue=catalogue, select=select, ignore=ignore, fail_on=fail_on
        )
    )


@app.command(cls=Command, help=_("编制报告：内部版在 build/internal，公开版在 build/public。"))
def build(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("报告文件夹。"))],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("不显示进度。"))] = False,
    fail_on: FailOn = "error",
    package_anyway: Annotated[
        bool, typer.Option("--package-anyway", help=_("成稿自相矛盾时也生成数据包；问题照样列出。"))
    ] = False,
) -> None:
    from zhijian.cli.build import run_build

    raise typer.Exit(run_build(folder, quiet=quiet, fail_on=fail_on, package_anyway=package_anyway))


@app.command(cls=Command, help=_("核查已写成的报告，找出其中自相矛盾的数字；多份报告汇成一表，问题多的在前。"))
def proof(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT", help=_("报告：.docx、.pdf、.html 或 .txt。"))],
    catalogue: Annotated[
        str, typer.Option(metavar="ID", help=_("指标目录，用来认出六张官方表；none 表示只按报告自身的文字和表格核查。"))
    ] = "secondary-2024",
    format: Annotated[  # noqa: A002
        str,
        typer.Option(metavar="FORMAT", help=_("输出格式：text、json、html（报告原文，问题注在页边）、sarif。")),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help=_("写入文件，而不是显示在屏幕上；多份报告的 html 写入文件夹。")
        ),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(metavar="OUT.docx", help=_("另存一份加了批注的 Word 文档；多份报告时为文件夹。")),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help=_("写出核查意见表（.xlsx 或 .docx），留有处理意见一栏。")),
    ] = None,
    last_year: Annotated[
        Path | None, typer.Option(metavar="REPORT", help=_("上年的报告；同一年的数据两份报告应当一致。"))
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=_("已说明理由的问题：填了“理由”的核查意见表，或同样列名的 CSV；数字变动前不再提示。")
        ),
    ] = None,
    select: Annotated[
        str, typer.Option(metavar="CODES", help=_("只看这些编号，以逗号分隔，可写前缀（如 ZJ6）。"))
    ] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help=_("不看这些编号，写法同上。"))] = "",
    fail_on: FailOn = "error",
    force: Annotated[bool, typer.Option("--force", help=_("覆盖已有的批注文档和核查意见表。"))] = False,
) -> None:
    from zhijian.cli.proof import ProofOptions, run_proof

    options = ProofOptions(
        catalogue=catalogue,
        format=format,
        output=output,
        annotate=annotate,
        review=review,
        last_year=last_year,
        accepted=accepted,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        force=force,
    )
    raise typer.Exit(run_proof(reports, options))


@app.command(cls=Command, help=_("解释一个核查问题编号、指标或勾稽关系。"))
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("如 ZJ114、students.full_time、在校生。"))],
    catalogue: Annotated[str, typer.Option(metavar="ID", help=_("指标目录。"))] = "secondary-2024",
) -> None:
    from zhijian.cli.explain import run_explain

    run_explain(code, catalogue=catalogue)


@app.command(cls=Command, help=_("查明报告中一个数的来源，直到每所学校的单元格。"))
def where(
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help=_("报告中数的锚点（如 f-1-3），或指标编号。"))],
    folder: Annotated[
        Path | None, typer.Option("--in", metavar="DIR", help=_("报告文件夹；默认为当前文件夹。"))
    ] = None,
    organisation: Annotated[str, typer.Option(metavar="ID", help=_("填报单位编号；默认为编制单位。"))] = "",
    period: Annotated[str, typer.Option(metavar="YEAR", help=_("统计年份；默认为报告年份。"))] = "",
) -> None:
    from zhijian.cli.where import run_where

    run_where(figure, folder=folder, organisation=organisation, period=period)


@app.callback(invoke_without_command=True)
def common(
    version: Annotated[bool, typer.Option("--version", help=_("显示版本。"), is_eager=True)] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"zhijian {installed('zhijian')}")
        raise typer.Exit


def run() -> None:
    """The entry point: what users can mend is told without a traceback, with its exit code (see errors.py)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = _run()
    except Exception as error:  # a bug: users are told that it is one, developers see where
        if os.environ.get("ZHIJIAN_DEBUG"):
            raise
        print(
            _("程序出错，已有的结果没有改动。这不是您的错，请将此行告知维护人员：{error}", error=_of_bug(error)),
            file=sys.stderr,
        )
        code = BUG
    raise SystemExit(code)


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        print(usage_error(error), file=sys.stderr)
        return error.exit_code
    except ZhijianError as error:
        print(_("未能完成：") + str(error), file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(_("未能完成：") + _of_system(error), file=sys.stderr)
        return UnreadableInput.exit_code
    if code == INTERRUPTED:
        print(_("已中断，没有改动已有的结果。"), file=sys.stderr)
    return code or 0


def _of_system(error: OSError) -> str:
    """What the system refused, in words; its own where we have none."""
    path = error.filename or ""
    match error:
        case PermissionError():
            return _("无权读写 {path}。请核对权限；文件正在别的程序中打开的，请先关闭。", path=path)
        case IsADirectoryError():
            return _("{path} 应为文件，实为文件夹。", path=path)
        case NotADirectoryError():
            return _("{path} 应为文件夹，实为文件。", path=path)
        case FileNotFoundError():
            return _("没有找到 {path}。请核对路径。", path=path)
        case OSError(errno=errno.ENOSPC):
            return _("磁盘空间不足，无法写入 {path}。", path=path)
    return f"{path}：{error.strerror or error}"


def _of_bug(error: Exception) -> str:
    """The exception and the place that raised it, on one line; ZHIJIAN_DEBUG=1 shows the whole traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place} {' '.join(str(error).split())[:200]}"


def _terminated(_signal: int, _frame: object) -> None:
    """An order to stop unwinds as an interruption by keyboard does, so that nothing half-written stays."""
    raise KeyboardInterrupt
