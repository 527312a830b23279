from django.apps import AppConfig


class Collection(AppConfig):
    name = "zhijian.web.collection"
    label = "collection"
