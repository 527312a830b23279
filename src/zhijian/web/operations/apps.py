from django.apps import AppConfig


class Operations(AppConfig):
    name = "zhijian.web.operations"
    label = "operations"
