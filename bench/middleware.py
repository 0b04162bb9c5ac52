"""Says how many queries a page took."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

QUERIES = "X-Bench-Queries"


class CountQueries:
    """Stands outermost, so that nothing the page asks the database is left out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = 0

        def count(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*args)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers[QUERIES] = str(asked)
        return response
