"""Addresses of organisations and people."""

from django.urls import path

from zhijian.web.organisations import factors, pages

app_name = "organisations"
urlpatterns = [
    path("people/", pages.people, name="people"),
    path("people/export/<slug:kind>/", pages.export, name="export"),
    path("import/", pages.importing, name="import"),
    path("invitations/<slug:org_code>/", pages.invitation, name="invite"),
    path("invitations/<int:number>/withdraw/", pages.withdrawn, name="withdraw"),
    path("second-factor/<slug:org_code>/", factors.required, name="require_factor"),
    path("join/<str:token>/", pages.join, name="join"),
    path("people/<int:number>/roles/", pages.role_given, name="give_role"),
    path("roles/<int:number>/take/", pages.role_taken, name="take_role"),
    path("people/<int:number>/<slug:deed>/", pages.account, name="account"),
    path("language/", pages.language, name="language"),
]
