"""The bench's own arithmetic: no clock and no server here."""

from pathlib import Path

from bench.figures import Row, growth, over_the_limits, percentile, ratio
from bench.forms import last_page_link, sent_by, sort_links
from bench.report import BEGIN, END, markdown, replace_figures, table


def test_a_percentile_is_one_of_the_samples() -> None:
    samples = [30.0, 10.0, 20.0, 40.0]
    assert [percentile(samples, percent) for percent in (0, 25, 50, 75, 95, 100)] == [10, 10, 20, 30, 40, 40]


def test_nothing_is_no_multiple_of_nothing() -> None:
    assert (ratio(10.0, 4.0), ratio(None, 4.0), ratio(10.0, None), ratio(10.0, 0.0)) == (
        2.5,
        None,
        None,
        None,
    )


def test_growth_is_from_the_fewest_to_the_most() -> None:
    rows = [
        Row("start: mentor", 10, p50_ms=10.0),
        Row("start: mentor", 1000, p50_ms=50.0),
        Row("start: mentor", 10_000, p50_ms=12.0),
        Row("memory: after pages", 10, memory_mb=90.0),
        Row("memory: after pages", 10_000, memory_mb=99.0),
    ]
    assert growth(rows) == {"start: mentor": 1.2}
    assert growth(rows[:1]) == {}


def test_what_is_at_its_limit_is_within_it() -> None:
    page = Row(
        "talk: mentor",
        10,
        queries=10,
        p50_ms=10.0,
        ratio_to_empty=5.0,
        cold_kb=60.0,
        cold_requests=6,
        second_kb=20.0,
    )
    assert over_the_limits([page, Row("talk: mentor", 10_000, p50_ms=13.0)]) == []


def test_what_is_over_its_limit_is_named() -> None:
    page = Row(
        "talk: mentor",
        10,
        queries=11,
        p50_ms=10.0,
        ratio_to_empty=5.1,
        cold_kb=60.1,
        cold_requests=7,
        second_kb=20.1,
    )
    overview = Row("overview: first page", 10, p50_ms=1.0, ratio_to_empty=7.1)
    later = Row("talk: mentor", 10_000, p50_ms=14.0)
    assert over_the_limits([page, overview, later]) == [
        ("talk: mentor", 10, "queries", 11, 10),
        ("talk: mentor", 10, "cold_kb", 60.1, 60.0),
        ("talk: mentor", 10, "cold_requests", 7, 6),
        ("talk: mentor", 10, "second_kb", 20.1, 20.0),
        ("talk: mentor", 10, "ratio_to_empty", 5.1, 5.0),
        ("overview: first page", 10, "ratio_to_empty", 7.1, 7.0),
        ("talk: mentor", 10_000, "growth", 1.4, 1.3),
    ]


def test_papers_are_held_against_bare_weasyprint_and_against_their_own_beginning() -> None:
    ours, many = (
        Row("pdf: ours", 10, p50_ms=400.0, ratio_to_bare=1.31),
        Row("memory: many papers", 10, memory_mb=120.0, ratio_to_settled=1.2),
    )
    assert over_the_limits([ours, many]) == [
        ("pdf: ours", 10, "ratio_to_bare", 1.31, 1.3),
        ("memory: many papers", 10, "ratio_to_settled", 1.2, 1.1),
    ]
    within = Row("pdf: ours", 10, p50_ms=400.0, ratio_to_bare=1.3, ratio_to_settled=1.1)
    assert over_the_limits([within]) == []


def test_saving_has_no_limit_of_queries_but_must_not_grow() -> None:
    rows = [
        Row("save: talk", 10, queries=20, p50_ms=10.0),
        Row("save: talk", 10_000, queries=20, p50_ms=20.0),
    ]
    assert over_the_limits(rows) == [("save: talk", 10_000, "growth", 2.0, 1.3)]


def test_the_table_has_one_line_a_page() -> None:
    rows = [
        Row("empty", 10, queries=3, p50_ms=2.0),
        Row("start: mentor", 10, queries=9, p50_ms=10.04, ratio_to_empty=5.02),
        Row("empty", 1000, queries=3, p50_ms=2.0),
        Row("start: mentor", 1000, queries=9, p50_ms=12.0, ratio_to_empty=6.0),
    ]
    assert table(rows).splitlines()[2:] == [
        "| Tom side | 3 | 2,0 |  |  |  |  |  |  |  |  |  |  |  |  | 1,00 |",
        "| Startsiden, mentor | 9 | 10,0 · 12,0 |  | 5,0 · 6,0 |  |  |  |  |  |  |  |  |  |  | 1,20 |",
    ]
    assert markdown(rows).splitlines()[-4:] == [
        "Over grensene:",
        "",
        "- Startsiden, mentor, 10 programmer: × tom side 5,02, grensen er 5",
        "- Startsiden, mentor, 1000 programmer: × tom side 6, grensen er 5",
    ]


def test_the_document_keeps_what_stands_around_the_figures(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text(f"før\n{BEGIN}gammelt\n{END}etter\n", encoding="utf-8")
    replace_figures(document, "nytt")
    replace_figures(document, "nyere")
    assert document.read_text(encoding="utf-8") == f"før\n{BEGIN}\nnyere\n{END}etter\n"


def test_a_form_sends_what_a_browser_would() -> None:
    html = """
    <form method="post" action="/ut/"><input type="hidden" name="csrf" value="a"></form>
    <form method="get"><input name="q" value="b"></form>
    <form method="post">
      <input type="hidden" name="csrf" value="c"><input name="empty">
      <input type="radio" name="length" value="30"><input type="radio" name="length" value="45" checked>
      <input type="checkbox" name="many" value="1" checked><input type="checkbox" name="many" value="2" checked>
      <select name="place"><option value="">Velg</option><option value="7" selected>Nord</option></select>
      <textarea name="text">
ord</textarea><button name="start" value="1">Start</button>
    </form>"""
    assert sent_by(html) == {
        "csrf": "c",
        "empty": "",
        "length": "45",
        "many": ["1", "2"],
        "place": "7",
        "text": "ord",
    }
    assert sent_by(html, action="/ut/") == {"csrf": "a"}


def test_the_overview_says_itself_how_it_is_sorted_and_where_it_ends() -> None:
    html = """
    <table><tr><th><a href="?status=alle&amp;sort=-neste">Neste</a></th><th>Status</th><th><a href="?sort=navn">Navn</a></th></tr>
    <tr><th><a href="/programmer/1/">Ola</a></th></tr></table>"""
    assert sort_links(html) == {"-neste": "?status=alle&sort=-neste", "navn": "?sort=navn"}
    pages = '<nav class="ds-pagination"><a href="?page=2">2</a><a href="?page=11">11</a><a href="?page=3">3</a></nav>'
    assert last_page_link(pages) == "?page=11"
    assert last_page_link(pages.replace('href="?page=3"', 'rel="last" href="?side=3"')) == "?side=3"
    assert last_page_link("<p>Alt på én side</p>") == ""
