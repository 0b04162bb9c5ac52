"""Out as a file and in again: nothing is lost on the way."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.template_files import ChecklistFile, Section, checklist_from
from checklists.template_files import shipped as shipped_checklist
from checklists.template_files import shipped_slugs as checklist_slugs
from checklists.template_files import write as write_checklist
from checklists.toml_fields import Fields, fields_in
from programmes.rules import (
    AtEvent,
    DayNumber,
    DaysAfter,
    DaysBefore,
    EveryWeeks,
    MonthsAfter,
    OnDate,
    OnDemand,
    Undated,
    Weeks,
    WithinShifts,
)
from programmes.schedule import Kind, Role, Row
from programmes.template_faults import faults_of
from programmes.template_files import (
    Passage,
    Prompt,
    TemplateFile,
    shipped,
    shipped_slugs,
    template_from,
    write,
)


def read_back(text: str) -> Fields:
    return fields_in(text.encode(), "fil.toml")


@pytest.mark.parametrize("slug", shipped_slugs())
def test_shipped_programmes_come_back_as_they_were(slug: str) -> None:
    file = shipped(slug)
    assert template_from(read_back(write(file))) == file


@pytest.mark.parametrize("slug", checklist_slugs())
def test_shipped_checklists_come_back_as_they_were(slug: str) -> None:
    file = shipped_checklist(slug)
    assert checklist_from(read_back(write_checklist(file))) == file


signs = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\"\\'#=[]{}«»æøå")
texts = st.text(signs, min_size=1, max_size=30).map(str.strip).filter(bool)
names = texts.map(lambda text: " ".join(text.split())).filter(bool)
number = st.integers(1, 104)
rules: st.SearchStrategy[Any] = st.one_of(
    st.integers(1, 730).map(DaysBefore),
    st.integers(1, 730).map(DayNumber),
    st.integers(1, 730).map(DaysAfter),
    st.integers(1, 24).map(MonthsAfter),
    st.sets(number, min_size=1).map(lambda weeks: Weeks(tuple(sorted(weeks)))),
    st.tuples(number, number, number).map(lambda n: EveryWeeks(n[0], *sorted(n[1:]))),
    st.just(WithinShifts()),
    names.map(AtEvent),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)).map(OnDate),
    st.integers(1, 100).map(Undated),
    st.just(OnDemand()),
)
spans = st.tuples(st.integers(1, 480), st.integers(1, 480)).map(lambda two: (min(two), max(two)))
rows = st.builds(
    Row,
    title=names,
    kind=st.sampled_from([Kind.STEP, Kind.PROBATION_REVIEW, Kind.MENTOR_FOLLOW_UP]),
    rule=rules,
    responsible=st.lists(st.sampled_from(list(Role)), min_size=1, unique=True).map(tuple),
    phase=names | st.just(""),
    guidance=texts | st.just(""),
    minutes=st.none() | spans,
    prompts=st.lists(names, max_size=2).map(tuple),
    themes=st.lists(names, max_size=2).map(tuple),
    source=names | st.just(""),
)
passages = st.lists(st.builds(Passage, names, texts), max_size=2).map(tuple)
files = st.builds(
    TemplateFile,
    slug=st.just("mal"),
    name=names,
    description=texts | st.just(""),
    source=names | st.just(""),
    systems=st.lists(names, max_size=2).map(tuple),
    aims=passages,
    duties=passages,
    notes=passages,
    prompts=st.lists(
        st.builds(Prompt, names, st.lists(names, max_size=2).map(tuple), st.booleans(), names | st.just("")),
        max_size=3,
    ).map(tuple),
    rows=st.lists(rows, min_size=1, max_size=4, unique_by=lambda row: (row.title, row.kind))
    .filter(lambda found: not faults_of(found))
    .map(tuple),
    length_weeks=st.none(),
)


@settings(deadline=None, max_examples=150)
@given(files)
def test_any_programme_comes_back_as_it_was(file: TemplateFile) -> None:
    assert template_from(read_back(write(file))) == file


sections = st.builds(
    Section, names, st.lists(names, min_size=1, max_size=3, unique=True).map(tuple), st.booleans()
)


@settings(deadline=None, max_examples=100)
@given(st.lists(sections, min_size=1, max_size=3, unique_by=lambda section: section.title))
def test_any_checklist_comes_back_as_it_was(parts: list[Section]) -> None:
    file = ChecklistFile("liste", "Liste", "", "", tuple(parts))
    assert checklist_from(read_back(write_checklist(file))) == file
