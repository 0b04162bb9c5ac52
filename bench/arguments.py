"""What the one who measures can choose."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

SIZES, ROUNDS, PAPERS = [10, 1000, 10000], 60, 500


class Chosen(Namespace):
    sizes: list[int]
    rounds: int
    document: bool
    papers: int


def arguments(given: Sequence[str]) -> Chosen:
    """
    >>> arguments(["--sizes", "1000", "10"]).sizes
    [10, 1000]
    """
    parser = ArgumentParser("bench", description="Måler sidene på PostgreSQL med gunicorn.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="antall programmer")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="ganger hver side hentes")
    parser.add_argument("--document", action="store_true", help="legg tallene i docs/PERFORMANCE.md")
    parser.add_argument("--papers", type=int, default=PAPERS, metavar="N", help="PDF-er på rad, for minnet")
    chosen = parser.parse_args(given, namespace=Chosen())
    chosen.sizes = sorted(set(chosen.sizes))
    return chosen
