"""Organisations in their tree, people, roles, invitations."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from zhijian.facts.organisations import LEVELS
from zhijian.web.organisations.roles import Role


class Organisation(models.Model):
    """A school, county, city or province. code: the id of the library's organisation (school-03).

    path: the codes from the top down, each between slashes; what lies below an organisation has its path as prefix.
    """

    code = models.CharField(max_length=60, unique=True, validators=[RegexValidator(r"^[A-Za-z0-9_-]+\Z")])
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=10, choices=[(level, level) for level in LEVELS])
    kind = models.CharField(max_length=20, blank=True)
    official_code = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, unique=True)
    place = models.PositiveIntegerField(default=0)  # order within the list it came from

    class Meta:
        ordering = ("place", "code")
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="organisation_level_known"),
            models.CheckConstraint(condition=~Q(level="school") | Q(parent__isnull=False), name="school_has_a_parent"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_school(self) -> bool:
        return bool(self.level == "school")

    @property
    def codes_above(self) -> tuple[str, ...]:
        """The codes of the organisations above, top first."""
        return tuple(self.path.strip("/").split("/")[:-1])

    def lies_in(self, path: str) -> bool:
        """Whether it is the organisation of that path or lies below it."""
        return bool(self.path.startswith(path))


class People(BaseUserManager):
    """Makes users; there is no user who may do everything."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. demo: made by the demo, refused in production."""

    username = models.CharField(max_length=60, unique=True, validators=[RegexValidator(r"^[\w.@+-]+\Z")])
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=[("zh", "简体中文"), ("en", "English")], default="zh")
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = People()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    def __str__(self) -> str:
        return str(self.name or self.username)


class Membership(models.Model):
    """What somebody is in an organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "organisation", "role"), name="one_membership_per_role"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="role_known"),
        ]


class RequiredFactor(models.Model):
    """That whoever has this role at the organisation, or at any below it, must have a second factor."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="required_factors")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("organisation", "role"), name="one_required_factor_per_role"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="required_factor_of_a_known_role"
            ),
        ]


class Invitation(models.Model):
    """A link by which somebody becomes a user with a role. The token itself is not kept, only its hash."""

    token_hash = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    name = models.CharField(max_length=60)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_by = models.OneToOneField(User, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_by__isnull=True)
                | Q(used_at__isnull=False, used_by__isnull=False, withdrawn_at__isnull=True),
                name="invitation_used_by_somebody",
            )
        ]
