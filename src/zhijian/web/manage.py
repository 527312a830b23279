"""``zhijian-web``: Django's management commands and ours (verify_audit, serve, load_demo)."""

import os
import sys


def run() -> None:
    """Runs the command in sys.argv; without other settings those of production."""
    from django.core.management import execute_from_command_line

    from zhijian.errors import ZhijianError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhijian.web.settings.production")
    try:
        execute_from_command_line(["zhijian-web", *sys.argv[1:]])
    except ZhijianError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    run()
