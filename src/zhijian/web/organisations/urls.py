"""Addresses of organisations and people."""

app_name = "organisations"
urlpatterns: list[object] = []
