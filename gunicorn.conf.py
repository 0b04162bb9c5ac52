"""How gunicorn serves Mentorprogram: loaded once, then shared by a few processes of a few threads."""

import gc
import os

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
wsgi_app = "mentorprogram.wsgi"
preload_app = True
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
loglevel = "warning"
control_socket_disable = True


def when_ready(_server: Arbiter) -> None:
    print(f"Mentorprogram svarer på http://{bind}", flush=True)


def pre_fork(_server: Arbiter, _worker: Worker) -> None:
    """What is loaded by now stays. Else the collector walks through all of it every fifth page (20 ms), and by writing
    in it takes a copy for each process of what they share."""
    gc.collect()
    gc.freeze()


def post_fork(_server: Arbiter, _worker: Worker) -> None:
    """A page makes thousands of objects and nearly all go by themselves: look for circles less often."""
    gc.set_threshold(50_000, 20, 20)


def post_worker_init(worker: Worker) -> None:
    """The demo has no cron. One process is enough, though two would send nothing twice."""
    if os.environ.get("DEMO") and worker.age == 1:
        from reminders.in_demo import start  # noqa: PLC0415 - wants the settings, which are there by now

        start()
