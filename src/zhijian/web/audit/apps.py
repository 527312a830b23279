from django.apps import AppConfig


class Audit(AppConfig):
    name = "zhijian.web.audit"
    label = "audit"
