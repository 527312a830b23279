from django.apps import AppConfig


class Organisations(AppConfig):
    name = "zhijian.web.organisations"
    label = "organisations"
