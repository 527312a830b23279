"""Addresses of the audit trail."""

from django.urls import path

from zhijian.web.audit import pages

app_name = "audit"
urlpatterns = [
    path("", pages.search, name="search"),
    path("verify/", pages.verified, name="verify"),
    path("export/<slug:kind>/", pages.export, name="export"),
]
