"""Addresses of the interface for programs, and of the page where its tokens are made."""

from django.urls import include, path

from zhijian.web.api import pages
from zhijian.web.api.service import urls

app_name = "api"
urlpatterns = [
    path("api/v1/", include(urls)),
    path("account/tokens/", pages.tokens, name="tokens"),
    path("account/tokens/<int:number>/revoke/", pages.revoke, name="revoke"),
]
