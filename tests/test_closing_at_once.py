"""Two close the same programme in the same moment, each on a connection of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from people.models import User
from programmes.models import Note
from tests.closing import let_go, packed, page, told

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_leaders_at_once() -> None:
    """Both wait for the programme's row: the second is told."""
    cast = let_go(packed())
    barrier, said = Barrier(2, timeout=20), []

    def close_as(leader: User) -> None:
        client = Client()
        client.force_login(leader)
        barrier.wait()
        said.extend(told(client.post(page(cast, "documents:closing")))[-1:])
        connection.close()

    threads = [Thread(target=close_as, args=[leader]) for leader in (cast.leader, cast.second_leader)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said) == [
        "Programmet er lukket fra før.",
        "Programmet er lukket. Det som bare var de tos, er slettet.",
    ]
    assert Note.objects.count() == 0
