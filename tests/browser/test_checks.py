"""The checks of every page, on pages made to fail: each sees its fault and nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import AxeSilent, Looks, ask, axe_findings
from tests.browser.shapes import parts_of, shapes_in

HEAD = '<!DOCTYPE html><html lang="nb"><title>Prøve</title><meta name="viewport" content="width=device-width, initial-scale=1">'
SOUND = '<main><h1>Prøve</h1><p>Et <a href="#a">vanlig avsnitt</a> med ord.</p><p id="a">Mer.</p></main>'
ALL = ("tooWide()", "lostFocus()", "withWideLetters(tooWide)", "withWideLetters(cutOff)")

FAULTS = {
    "too wide: 608 of 390": '<div style="width: 600px">Bred</div>',
    "cut off: <p": '<p style="height: 1.5em; line-height: 1.5; overflow: hidden; width: 8em">To linjer i rommet til én</p>',
    "no sign of focus: <button": "<style>button { outline: none !important }</style><button>Knapp</button>",
    "covered when focused: <button": '<button>Knapp</button><div style="position: fixed; inset: 0; background: #fff"></div>',
}


def test_a_sound_page_is_silent(page: Page) -> None:
    page.set_content(HEAD + SOUND)
    page.keyboard.press("Tab")
    assert ask(page, *ALL) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_seen(page: Page, fault: str) -> None:
    page.set_content(HEAD + SOUND + FAULTS[fault])
    page.keyboard.press("Tab")
    found = ask(page, *ALL)
    assert [line for line in found if fault in line]


def test_letters_that_only_fit_close_together_are_seen(page: Page) -> None:
    """What fits as it stands, and not as wide apart as a reader may ask for."""
    page.set_content(
        f'{HEAD}<p style="width: max-content; max-width: 7em; overflow: hidden; white-space: nowrap">Akkurat plass</p>'
    )
    assert ask(page, "cutOff()") == []
    assert ask(page, "withWideLetters(cutOff)") != []


def test_small_targets_are_seen(page: Page, axe_silent: AxeSilent) -> None:
    close = '<button style="padding: 0; border: 0; width: 10px; height: 10px" aria-label="Prøve"></button>'
    page.set_content(f"{HEAD}<main><h1>Prøve</h1>{close * 2}</main>")
    with pytest.raises(AssertionError, match="target-size"):
        axe_silent(page)


SHAPED = f'{HEAD}<main><h1>Prøve</h1><a class="x" href="/a/1/" aria-label="Kari">Kari</a></main>'


def test_other_words_and_more_of_the_same_are_nothing_new(tmp_path: Path) -> None:
    has_new_parts = shapes_in(tmp_path)
    assert [has_new_parts("start", SHAPED), has_new_parts("start", SHAPED)] == [True, False]
    assert not has_new_parts("start", SHAPED.replace("Kari", "Ola Nordmann").replace("/a/1/", "/b/22/"))
    assert not has_new_parts(
        "start", SHAPED.replace("</main>", '<a class="x" href="b" aria-label="b">b</a></main>')
    )
    assert has_new_parts("programmes:list", SHAPED), "at another address all is new"


@pytest.mark.parametrize(
    "change",
    [
        ('class="x"', 'class="y"'),
        (">Kari<", "><"),
        ('aria-label="Kari"', 'aria-label=""'),
        ("<a ", "<a hidden "),
        ("</main>", "<p>Mer</p></main>"),
        ("</main>", "<h3>Et nivå for mye</h3></main>"),
        ("</main>", "ord</main>"),
    ],
)
def test_another_class_an_empty_text_or_a_part_in_another_place_is_new(change: tuple[str, str]) -> None:
    assert parts_of(SHAPED.replace(*change)) - parts_of(SHAPED)


def test_a_heading_is_told_by_the_one_before_it() -> None:
    whole = parts_of(SHAPED.replace("</main>", "<h2>To</h2><h3>Tre</h3></main>"))
    assert parts_of(SHAPED.replace("</main>", "<h3>Tre</h3></main>")) - whole


IN_DARK = """<style>.a { color: #000; background: #fff }
    @media (prefers-color-scheme: dark) { .a { color: #eee; background: #111 } .a.b { color: #333 } }</style>
    <p class="a">En</p><p class="a">To</p><p class="a b">Tre</p><p class="a b">Fire</p>"""


def test_what_only_dark_hides_is_seen(page: Page, with_axe: None) -> None:
    """Of what looks the same, one is looked at."""
    page.goto("about:blank")
    page.set_content(f"{HEAD}<main><h1>Prøve</h1>{IN_DARK}</main>")
    findings = axe_findings(page, Looks())
    assert len(findings) == 1
    assert "[dark, 390] color-contrast" in findings[0]
    assert ("Tre" in findings[0], "Fire" in findings[0]) == (True, False)


PALE = '<p style="color: #bbb">Blek</p>'


@pytest.mark.parametrize(
    "before",
    [
        "",
        '<p style="color: #bbb; position: absolute; clip-path: inset(50%)">For skjermlesere</p>',
        '<label style="color: #bbb">Kan ikke velges <input disabled></label>',
        '<p style="color: #bbb; background: #000">På svart</p>',
        '<div style="opacity: .9"><p style="color: #bbb">Gjennomsiktig</p></div>',
    ],
)
def test_pale_text_is_seen_in_light(page: Page, with_axe: None, before: str) -> None:
    """Also after text that is as pale, and that axe does not judge or that stands on something else."""
    page.goto("about:blank")
    page.set_content(f"{HEAD}<main><h1>Prøve</h1>{before}{PALE}</main>")
    seen = "\n".join(axe_findings(page, Looks()))
    assert "[light, 390] color-contrast" in seen
    assert "Blek" in seen


def test_a_look_is_judged_three_times_and_a_new_one_at_once(page: Page, with_axe: None) -> None:
    looks = Looks()
    page.goto("about:blank")
    page.set_content(f"{HEAD}<main><h1>Prøve</h1>{PALE}</main>")
    assert [bool(axe_findings(page, looks)) for _time in range(4)] == [True, True, True, False]
    page.set_content(f"{HEAD}<main><h1>Prøve</h1>{PALE.replace('#bbb', '#bba')}</main>")
    assert axe_findings(page, looks) != []
