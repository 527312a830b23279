from django.apps import AppConfig


class Bridge(AppConfig):
    name = "zhijian.web.bridge"
    label = "bridge"
