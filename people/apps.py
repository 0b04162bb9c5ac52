from django.apps import AppConfig
from django.db.backends.signals import connection_created

from people.collation import on_connect


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Personer og enheter"

    def ready(self) -> None:
        connection_created.connect(on_connect)
