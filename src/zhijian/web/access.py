"""Every URL declares who may reach it. A view without a declaration is never run.

    @public                 anybody
    @signed_in              whoever has an account
    @for_submission         whoever may see that submission; the view gets it in place of its round and code
    @for_round(right)       whoever has the right at some organisation of the round; the view gets the round
    @for_organisation(right)  whoever has the right there; the view gets the organisation
    @holding(role, …)       whoever has one of these roles anywhere

What a user may not see is not found (404), so that nobody learns what exists; what a user may see but not do is
refused (403), by the action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from zhijian.messages import _
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, Standing, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.refusals import wants_json
from zhijian.web.rounds.models import ALONG, Round, Submission
from zhijian.web.rounds.states import State
from zhijian.web.statements import Prepared

SUBMISSION = Prepared(
    lambda round_, code: (
        Submission.objects.select_related(*ALONG).filter(round_id=round_, organisation__code=code).order_by()
    ),
    *(int, str),
)
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Declared:
    """What a view says about who may reach it."""

    kind: str
    right: Right | None = None
    roles: tuple[Role, ...] = ()


class DeclaredAccess:
    """Refuses to run a view that declares nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        if declared_of(view) is None:
            raise ImproperlyConfigured(
                f"{getattr(view, '__module__', '')}.{getattr(view, '__name__', view)} declares no access"
            )


def declared_of(view: Any) -> Declared | None:
    """What the view declares; None where it declares nothing."""
    declared: Declared | None = getattr(view, "access", None)
    return declared


def _declaring(view: View, declared: Declared, run: View) -> View:
    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
        return run(*args, **kwargs)

    wrapped.access = declared  # type: ignore[attr-defined]
    return wrapped


def public(view: View) -> View:
    """Anybody."""
    return _declaring(view, Declared("public"), view)


def signed_in(view: View) -> View:
    """Whoever has an account."""

    def run(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return _refused(request) or view(request, *args, **kwargs)

    return _declaring(view, Declared("signed_in"), run)


def holding(*roles: Role) -> Callable[[View], View]:
    """Whoever has one of these roles anywhere; others find nothing."""

    def declare(view: View) -> View:
        def run(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            refused = _refused(request)
            if refused is not None:
                return refused
            if not standing_of(request.user).holds(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return _declaring(view, Declared("holding", roles=roles), run)

    return declare


def for_submission(view: View) -> View:
    """Whoever may see it: a draft its own people and the reviewers above, what was submitted everybody above."""

    def run(request: Any, round_id: int, org_code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = _refused(request)
        if refused is not None:
            return refused
        submission = SUBMISSION.first(round_id, org_code)
        if submission is None or not may_see(standing_of(request.user), submission):
            raise Http404
        return view(request, submission, *args, **kwargs)

    return _declaring(view, Declared("submission", Right.see_submitted), run)


def for_round(right: Right) -> Callable[[View], View]:
    """Whoever has the right at an organisation that takes part in it."""

    def declare(view: View) -> View:
        def run(request: Any, round_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            refused = _refused(request)
            if refused is not None:
                return refused
            standing = standing_of(request.user)
            round_ = Round.objects.select_related("owner").filter(pk=round_id).first()
            if round_ is None or not round_.submissions.filter(standing.within(right, "organisation")).exists():
                raise Http404
            return view(request, round_, *args, **kwargs)

        return _declaring(view, Declared("round", right), run)

    return declare


def for_organisation(right: Right) -> Callable[[View], View]:
    """Whoever has the right at the organisation ``org_code``."""

    def declare(view: View) -> View:
        def run(request: Any, org_code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            refused = _refused(request)
            if refused is not None:
                return refused
            organisation = Organisation.objects.filter(code=org_code).first()
            if organisation is None or not standing_of(request.user).may(right, organisation):
                raise Http404
            return view(request, organisation, *args, **kwargs)

        return _declaring(view, Declared("organisation", right), run)

    return declare


def may_see(standing: Standing, submission: Submission) -> bool:
    """Whether its figures may be seen."""
    right = Right.see_draft if submission.state == State.draft else Right.see_submitted
    return standing.may(right, submission.organisation)


def _refused(request: Any) -> HttpResponse | None:
    """Where to go for whoever is not signed in; None for whoever is."""
    if request.user.is_authenticated:
        return None
    if wants_json(request):
        return JsonResponse({"message": _("登录已失效，请重新登录；未保存的内容保留在本页。")}, status=401)
    return redirect_to_login(request.get_full_path())
