"""Every address of the application."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import include, path

from zhijian.web.access import public, signed_in
from zhijian.web.review.notices import notices
from zhijian.web.rounds import pages
from zhijian.web.security import pages as security
from zhijian.web.security.sensitive import rotating

handler400 = "zhijian.web.security.pages.bad_request"

# Of django-allauth only what we use, under its own names.
ACCOUNTS = [
    path("login/", public(account.login), name="account_login"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("logout/", public(account.logout), name="account_logout"),  # also from between password and second factor
    path("reauthenticate/", signed_in(rotating(account.reauthenticate)), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("2fa/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),  # between password and session
    path("2fa/reauthenticate/", signed_in(rotating(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path("2fa/", signed_in(mfa.index), name="mfa_index"),
    path("2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [
    path("", pages.home, name="home"),
    path("accounts/", include(ACCOUNTS)),
    path("rounds/", include("zhijian.web.rounds.urls")),
    path("rounds/<int:round_id>/folder/", include("zhijian.web.bridge.urls")),
    path("rounds/<int:round_id>/<slug:org_code>/", include("zhijian.web.collection.urls")),
    path("rounds/<int:round_id>/<slug:org_code>/", include("zhijian.web.review.urls")),
    path("organisations/", include("zhijian.web.organisations.urls")),
    path("notices/", notices, name="notices"),
    path("account/sessions/", security.sessions, name="sessions"),
    path("audit/", include("zhijian.web.audit.urls")),
    path("", include("zhijian.web.api.urls")),
    path("", include("zhijian.web.operations.urls")),
]
