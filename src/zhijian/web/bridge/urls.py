"""Addresses of the bridge, below /rounds/<round_id>/folder/."""

from django.urls import path

from zhijian.web.bridge import pages

app_name = "bridge"
urlpatterns = [
    path("", pages.folder, name="folder"),
    path("download/", pages.download, name="download"),
    path("upload/", pages.upload, name="upload"),
    path("accept/", pages.accept, name="accept"),
]
