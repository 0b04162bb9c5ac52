from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.utils import timezone


def say_when(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """What the links know, the programme says from now on."""
    programmes = apps.get_model("programmes", "Programme").objects
    out = apps.get_model("documents", "LetterLink").objects.filter(
        Q(sent_at__isnull=False) | Q(by_mail=False), revoked_at=None
    )
    for link in out.order_by("made_at").iterator():
        sent_on = timezone.localdate(link.sent_at or link.made_at)
        programmes.filter(pk=link.programme_id).update(letter_sent_on=sent_on)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_letter_link"),
        ("programmes", "0020_letter_sent_on"),
    ]

    operations = [migrations.RunPython(say_when, migrations.RunPython.noop)]
