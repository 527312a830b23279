"""Addresses for keeping the application."""

app_name = "operations"
urlpatterns: list[object] = []
