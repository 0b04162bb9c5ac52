"""A long line is sent by two processes, and a short one by the one that is there."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from reminders import second_worker
from reminders.finding import find
from reminders.models import Message
from tests.cast import Cast
from tests.conftest import NOON
from tests.counted_mail import counted
from tests.reminders import agreed

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def writes(name: Path) -> list[str]:
    """Takes its time, and leaves a file."""
    return [sys.executable, "-c", f"import time; time.sleep(0.2); open({str(name)!r}, 'w').close()"]


@pytest.fixture
def line(cast: Cast) -> int:
    """How many messages wait."""
    agreed(cast.programme.conversations.get(number=2), date(2026, 9, 17), by=cast.mentor)
    find(NOON)
    return Message.objects.waiting(NOON).count()


@pytest.fixture
def every_line_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_worker, "MANY", 0)


@pytest.mark.usefixtures("every_line_is_long")
def test_a_long_line_has_a_second_process_that_is_waited_for(line: int, tmp_path: Path) -> None:
    with second_worker.second_worker(NOON, writes(tmp_path / "sent")):
        assert line
    assert (tmp_path / "sent").exists()


def test_a_short_line_has_none(line: int, tmp_path: Path) -> None:
    with second_worker.second_worker(NOON, writes(tmp_path / "sent")):
        assert 0 < line < second_worker.MANY
    assert not (tmp_path / "sent").exists()


@pytest.mark.usefixtures("every_line_is_long", "line")
def test_none_in_the_evening(tmp_path: Path) -> None:
    with second_worker.second_worker(NOON + timedelta(hours=8), writes(tmp_path / "sent")):
        pass
    assert not (tmp_path / "sent").exists()


@pytest.mark.usefixtures("every_line_is_long")
def test_where_there_is_no_room_for_a_second_the_first_sends_all(
    line: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("subprocess.Popen", full)
    with counted():
        call_command("send_reminders")
    assert Message.objects.exclude(sent_at=None).count() == line
    assert "no room" in caplog.text


def test_the_second_one_makes_nothing(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    agreed(cast.programme.conversations.get(number=2), date(2026, 9, 17), by=cast.mentor)
    with counted():
        call_command("send_reminders", "--only-send")
    assert "Den andre prosessen: 0 sendt" in capsys.readouterr().out
    assert not Message.objects.exists()
