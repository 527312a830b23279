from django.apps import AppConfig


class Api(AppConfig):
    name = "zhijian.web.api"
    label = "api"
