"""Every page of the application, with somebody who may see it: for the tests that look at all of them, and for pictures.

``{school}``, ``{city}`` and ``{county}`` stand for organisations; who: a role, and where they hold it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WebPage:
    """name: of the URL. who: clerk | head (of the school), county, city, admin, or nobody, who is not signed in."""

    title: str
    name: str
    who: str
    path: str


PAGES = (
    WebPage("login", "account_login", "nobody", "/accounts/login/"),
    WebPage("join", "organisations:join", "nobody", "/organisations/join/no-such-token/"),
    WebPage("school", "collection:school", "clerk", "/rounds/1/{school}/"),
    WebPage("table-1", "collection:table", "clerk", "/rounds/1/{school}/tables/1/"),
    WebPage("table-2", "collection:table", "clerk", "/rounds/1/{school}/tables/2/"),
    WebPage("table-3", "collection:table", "clerk", "/rounds/1/{school}/tables/3/"),
    WebPage("table-base", "collection:table", "clerk", "/rounds/1/{school}/tables/0/"),
    WebPage("cell", "collection:panel", "clerk", "/rounds/1/{school}/cells/panel/?indicator=teachers.full_time&slice="),
    WebPage("workbook", "collection:upload", "clerk", "/rounds/1/{school}/workbook/upload/"),
    WebPage("records", "collection:records", "clerk", "/rounds/1/{school}/records/"),
    WebPage("print", "collection:print", "head", "/rounds/1/{school}/print/"),
    WebPage("rounds", "rounds:list", "city", "/rounds/"),
    WebPage("open-round", "rounds:open", "city", "/rounds/open/"),
    WebPage("board", "rounds:board", "city", "/rounds/1/board/"),
    WebPage("board-empty", "rounds:board", "city", "/rounds/1/board/?q=nothing-like-it"),
    WebPage("approve", "rounds:approve", "city", "/rounds/1/approve/"),
    WebPage("totals", "rounds:totals", "city", "/rounds/1/totals/?table=3"),
    WebPage("checks", "rounds:checks", "city", "/rounds/1/checks/"),
    WebPage("figure", "rounds:figure", "city", "/rounds/1/totals/{city}/ratio.students_per_teacher/"),
    WebPage("school-read", "collection:school", "county", "/rounds/1/{signed}/"),
    WebPage("send-back", "review:send_back", "county", "/rounds/1/{signed}/send-back/"),
    WebPage("reminders", "rounds:reminders", "city", "/rounds/1/reminders/"),
    WebPage("notices", "notices", "city", "/notices/"),
    WebPage("folder", "bridge:folder", "city", "/rounds/1/folder/"),
    WebPage("people", "organisations:people", "admin", "/organisations/people/"),
    WebPage("import", "organisations:import", "admin", "/organisations/import/"),
    WebPage("audit", "audit:search", "admin", "/audit/"),
    WebPage("tokens", "api:tokens", "clerk", "/account/tokens/"),
    WebPage("sessions", "sessions", "clerk", "/account/sessions/"),
    WebPage("password", "account_change_password", "clerk", "/accounts/password/change/"),
    WebPage("second-factor", "mfa_index", "clerk", "/accounts/2fa/"),
    WebPage("second-factor-set-up", "mfa_activate_totp", "clerk", "/accounts/2fa/totp/activate/"),
    WebPage("log-out", "account_logout", "clerk", "/accounts/logout/"),
    WebPage("not-found", "", "clerk", "/rounds/1/far-school/"),
)

# Addresses that answer with no page of their own: data, files, deeds, the API; and steps of a login that need their
# own beginning (tests/web/organisations goes through them).
NO_PAGES = frozenset(
    [
        "home",
        "account_inactive",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "rounds:board_export",
        "rounds:checks_export",
        "rounds:close",
        "rounds:totals_export",
        "rounds:trial",
        "bridge:download",
        "bridge:upload",
        "bridge:accept",
        "collection:workbook",
        "collection:undo_records",
        "collection:cells",
        "collection:preview",
        "collection:history",
        "collection:comments",
        "collection:reason",
        "collection:attachments",
        "collection:attachment",
        "review:step",
        "review:freeze",
        "review:extend",
        "organisations:export",
        "organisations:invite",
        "organisations:withdraw",
        "organisations:give_role",
        "organisations:take_role",
        "organisations:require_factor",
        "organisations:account",
        "organisations:language",
        "audit:export",
        "audit:verify",
        "api:revoke",
        "operations:health",
        "operations:ready",
    ]
)
