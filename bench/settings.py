"""The product's own settings in production, over plain http on one machine, and what only the bench needs."""

from mentorprogram.settings import *
from mentorprogram.settings import DATABASES, LOCAL, MIDDLEWARE, env

assert not LOCAL, "measured as in production: neither DEBUG nor DEMO"

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.middleware.CountQueries", *MIDDLEWARE]

# The one that measures looks into all the databases; each server knows its own.
for _name in env.list("BENCH_DATABASES", default=[]):
    DATABASES[_name] = DATABASES["default"] | {"NAME": _name}
