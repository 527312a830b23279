from django.apps import AppConfig


class Organisations(AppConfig):
    name = "zhijian.web.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Listens for what happens to accounts."""
        from zhijian.web.security.sign_ins import connect

        connect()
