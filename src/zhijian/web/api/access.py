"""Who may call an operation: whoever holds a token with its scope. Declared per operation, like that of a page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja.security import HttpBearer

from zhijian.messages import _
from zhijian.web.access import may_see
from zhijian.web.api.actions.tokens import user_of_token
from zhijian.web.api.scopes import Scope
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import ALONG, Round, Submission
from zhijian.web.rounds.pages import visible
from zhijian.web.security.throttling import COUNTER


class Holding(HttpBearer):
    """A bearer token with that scope; the request's user is then the token's."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: Any, token: str) -> Any:
        found = user_of_token(token)
        if found is None:
            return None
        COUNTER.count(str(found.pk), settings.API_MOST_PER_MINUTE)
        if self.scope not in found.scopes:
            raise PermissionDenied(_("这个令牌没有“{scope}”权限。", scope=self.scope.label))
        request.user = found.user
        return found.user


def submission_of(request: Any, round_id: int, org_code: str) -> Submission:
    """The submission, where the user may see it. Raises Http404 otherwise."""
    found = Submission.objects.select_related(*ALONG).filter(round__pk=round_id, organisation__code=org_code).first()
    if found is None or not may_see(standing_of(request.user), found):
        raise Http404
    return found


def round_of(request: Any, round_id: int, right: Right = Right.see_submitted) -> Round:
    """The round, where the user has the right at somebody who takes part. Raises Http404 otherwise."""
    found: Round | None = Round.objects.select_related("owner").filter(pk=round_id).first()
    standing = standing_of(request.user)
    if found is None or not found.submissions.filter(standing.within(right, "organisation")).exists():
        raise Http404
    return found


def seen_in(request: Any, round_: Round) -> Any:
    """The submissions of the round that the user may see, in the order of the tree."""
    rows = round_.submissions.filter(visible(standing_of(request.user)))
    return rows.select_related(*ALONG).order_by("organisation__path")
