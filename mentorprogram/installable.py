"""What a phone needs to keep Mentorprogram among its apps: a manifest, a service worker, a page for no network."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

NAME = "Mentorprogram"
WORKER = settings.BASE_DIR / "build" / "worker.js"
FILES = (
    "css/mentorprogram.css",
    "js/mentorprogram.js",
    "fonts/inter.woff2",
    "icons/mentorprogram.svg",
)
"""What every page needs, so that a kept page looks as it should without network."""

ICONS = [("192", 192, "any"), ("512", 512, "any"), ("maskable", 512, "maskable")]


@login_not_required
@require_safe
@cache_control(max_age=24 * 60 * 60)
def manifest(request: HttpRequest) -> JsonResponse:
    icons = [
        {
            "src": static(f"icons/mentorprogram-{name}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, size, purpose in ICONS
    ]
    described = {
        "id": "/",
        "name": NAME,
        "short_name": NAME,
        "description": _("Mentorprogram for nye kolleger"),
        "lang": "nb",
        "start_url": reverse("start"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which must stand at the root to serve every page; it is told what the files are called."""
    told = {"files": [static(name) for name in FILES], "offline": reverse("offline")}
    script = f"const SITE = {json.dumps(told)};\n{WORKER.read_text()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker; drawn as for nobody, since it is kept."""
    return render(request, "offline.html", {"user": None, "browser": None})
