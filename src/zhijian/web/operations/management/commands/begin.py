"""zhijian-web begin"""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction

from zhijian.errors import UsageError
from zhijian.facts.organisations import LEVELS
from zhijian.messages import _
from zhijian.web.audit.trail import ACCOUNTS, record
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role


class Command(BaseCommand):
    help = _("初始化新系统：建立最上级单位和第一位管理员，其他人由管理员邀请。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("code", help=_("单位编号，同 organisations.csv"))
        parser.add_argument("name", help=_("单位名称"))
        parser.add_argument("--level", default="city", choices=LEVELS[1:], help=_("单位层级（默认 city）"))
        parser.add_argument("--username", default="admin", help=_("管理员的用户名（默认 admin）"))
        parser.add_argument("--person", required=True, help=_("管理员的姓名"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if Organisation.objects.exists() or User.objects.exists():
            raise UsageError(_("数据库中已有单位或用户；请由管理员邀请其他人。"))
        organisation = Organisation(
            code=options["code"], name=options["name"], level=options["level"], path=f"/{options['code']}/"
        )
        user = User(username=options["username"], name=options["person"])
        try:
            organisation.full_clean()
            user.full_clean(exclude=("password",))
            password = self._password()
            validate_password(password, user)
        except ValidationError as error:
            raise UsageError("\n".join(error.messages)) from None
        with transaction.atomic():
            organisation.save()
            user.set_password(password)
            user.save()
            Membership.objects.create(user=user, organisation=organisation, role=Role.administrator)
            record("installation.begun", by=user, chain=ACCOUNTS, organisation=organisation.code, subject=user.username)
        self.stdout.write(
            _(
                "已建立“{name}”和管理员“{username}”，请登录后设置第二重验证。",
                name=organisation.name,
                username=user.username,
            )
        )

    @staticmethod
    def _password() -> str:
        """Asked for at a terminal, else one line of the standard input; never an argument that others could see."""
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first = getpass.getpass(_("管理员密码（至少 10 位）："))
        if getpass.getpass(_("再输入一次：")) != first:
            raise UsageError(_("两次输入的密码不同。"))
        return first
