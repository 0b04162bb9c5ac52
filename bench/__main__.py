"""`make bench`: see docs/PERFORMANCE.md. Needs DATABASE_URL to a PostgreSQL of its own."""

import os
import sys
from secrets import token_urlsafe

import django

from bench.arguments import arguments
from bench.databases import name_of

for name in ("DEBUG", "DEMO"):  # what a developer may have set
    os.environ.pop(name, None)
chosen = arguments(sys.argv[1:])
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["SECRET_KEY"] = token_urlsafe(50)  # the same for all servers, so that who is signed in stays so
os.environ["BENCH_DATABASES"] = ",".join(map(name_of, chosen.sizes))
django.setup()

from bench.run import run  # it knows the models, which want the settings first

sys.exit(run(chosen))
