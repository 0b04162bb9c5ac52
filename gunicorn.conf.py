"""How gunicorn serves Mentorprogram: loaded once, then shared by a few processes of a few threads."""

import os

from gunicorn.arbiter import Arbiter

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
