from django.apps import AppConfig
from django.core.checks import Tags, register

from reminders.checks import links_lead_somewhere


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = "Påminnelser"

    def ready(self) -> None:
        register(links_lead_somewhere, Tags.security, deploy=True)
