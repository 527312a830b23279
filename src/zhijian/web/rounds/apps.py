from django.apps import AppConfig


class Rounds(AppConfig):
    name = "zhijian.web.rounds"
    label = "rounds"
