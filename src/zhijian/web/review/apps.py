from django.apps import AppConfig


class Review(AppConfig):
    name = "zhijian.web.review"
    label = "review"
