"""Two workers at the same moment, each on a connection of its own: together they tell everything once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from programmes.models import Conversation
from reminders.finding import find
from reminders.models import Message
from reminders.post import post
from tests.cast import make_cast
from tests.conftest import NOON
from tests.factories import STARTED_AT, make_programme
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS, PROGRAMMES = 2, 12


def test_two_workers_at_once_send_nothing_twice() -> None:
    cast = make_cast()
    for _number in range(PROGRAMMES - 1):
        make_programme(department=cast.programme.department, template=cast.programme.template)
    Conversation.objects.filter(number=1).update(
        planned_on=date(2026, 9, 17), agreed_at=STARTED_AT, agreed_by=cast.mentor
    )
    barrier, counts = Barrier(WORKERS, timeout=20), []

    def work() -> None:
        barrier.wait()
        find(NOON)
        barrier.wait()
        counts.append(post(lambda: NOON).sent)
        connection.close()

    with mail_server() as inbox:
        threads = [Thread(target=work) for _worker in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    names = [letter["Message-ID"] for letter in inbox.letters]
    assert len(names) == len(set(names)) == sum(counts) == Message.objects.exclude(sent_at=None).count()
    assert len(names) >= 2 * PROGRAMMES
    assert len(counts) == WORKERS
    assert not Message.objects.waiting(NOON).exists()
