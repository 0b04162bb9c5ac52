"""The list of people."""

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.accounts import account_of
from people.models import User


class PersonTable(tables.Table):
    """Rows come with `held`: the positions of the day. `now` tells a fresh invitation from an old one."""

    caption = _("Personer")
    name = tables.Column(verbose_name=_("Navn"))
    account = tables.Column(verbose_name=_("Konto"), empty_values=(), attrs={"td": {"class": "tilstand"}})
    title = tables.Column(verbose_name=_("Tittel"), default="")
    held = tables.Column(verbose_name=_("Stillinger i dag"), empty_values=())
    email = tables.Column(verbose_name=_("E-post"), default="", attrs={"td": {"class": "skjul"}})

    class Meta:
        orderable = False
        empty_text = _("Ingen med dette navnet.")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.tag = get_template("components/state_tag.html")

    def render_name(self, record: User) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name)

    def render_account(self, record: User) -> str:
        return self.tag.render({"state": account_of(record, self.now)})

    def render_held(self, value: Any) -> str:
        return "; ".join(map(str, value))
