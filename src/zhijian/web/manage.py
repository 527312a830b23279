"""``zhijian-web``: our commands (``zhijian-web help`` lists them) and Django's."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

from zhijian.errors import UsageError, ZhijianError
from zhijian.messages import _

SETTINGS = "DJANGO_SETTINGS_MODULE"
HELP = ("help", "--help", "-h")


def run() -> None:
    """Runs the command in sys.argv; without other settings those of production, which help does not need."""
    arguments = sys.argv[1:] or ["help"]
    given = SETTINGS in os.environ
    os.environ.setdefault(SETTINGS, f"zhijian.web.settings.{'base' if _asks_for_help(arguments) else 'production'}")
    try:
        _run(arguments)
    except ZhijianError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except ImproperlyConfigured as error:
        print(_("设置有误，没有运行："), error, *([] if given else [_without_settings()]), sep="\n", file=sys.stderr)
        sys.exit(UsageError.exit_code)


def _run(arguments: Sequence[str]) -> None:
    from django.core.management import execute_from_command_line

    if len(arguments) == 1 and arguments[0] in HELP:
        print(overview())
    else:
        execute_from_command_line(["zhijian-web", *arguments])


def overview() -> str:
    """Our commands, each with what it does, and where those of Django are listed."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    ours = {name: app for name, app in sorted(get_commands().items()) if str(app).startswith("zhijian.")}
    width = max(map(len, ours))
    return "\n".join(
        [
            _("用法：zhijian-web 命令 [选项]"),
            "",
            *(f"  {name:<{width}}  {load_command_class(app, name).help}" for name, app in ours.items()),
            "",
            _("各命令的选项：zhijian-web help 命令。Django 自带的命令：zhijian-web help --commands。"),
            _without_settings(),
        ]
    )


def _asks_for_help(arguments: Sequence[str]) -> bool:
    return arguments[0] == "help" or not {"--help", "-h"}.isdisjoint(arguments)


def _without_settings() -> str:
    return _("没有另行设置时按正式环境运行（见 docs/how-to/server.md）；试用请运行 make serve。")


if __name__ == "__main__":
    run()
