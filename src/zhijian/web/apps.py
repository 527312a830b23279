"""The project's own app: templates' tags, management of the whole."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "zhijian.web"
    label = "web"
    verbose_name = "职鉴"
