"""Who may open which address under /maler/: the draft and the published templates of two municipalities."""

from typing import Any

from programmes.models import ProgrammeTemplate
from programmes.template_lines import order_of
from tests.access_roles import WHO_LEADS, Readers
from tests.access_table import Page
from tests.access_things import Data, with_
from tests.access_world import World
from tests.template_pages import row

COORDINATORS: Readers = {"": "coordinator foreign_coordinator"}
TEMPLATE_READERS: Readers = {"": f"{WHO_LEADS['']} {COORDINATORS['']}"}
OF_DRAFTS: Readers = {"home": "coordinator", "abroad": "foreign_coordinator"}
OF_PUBLISHED: Readers = {
    "home": "coordinator leader second_leader deputy head other_leader other_head",
    "abroad": "foreign_coordinator foreign_leader foreign_head",
}


def template(which: str) -> Data:
    """The draft or the published one of that kind, of the municipality the name says."""
    return lambda world, name: {"pk": world.templates[which, name].pk}


def first_row(world: World, name: str) -> dict[str, Any]:
    draft = world.templates["programme draft", name]
    assert isinstance(draft, ProgrammeTemplate)
    return {"pk": draft.pk, "row": draft.steps.get(position=1).pk}


def last_row_up(world: World, name: str) -> dict[str, Any]:
    """As the draft's own page sends it."""
    draft = world.templates["programme draft", name]
    assert isinstance(draft, ProgrammeTemplate)
    steps = list(draft.steps.all())
    return {"handling": f"opp-{steps[-1].pk}", "orden": order_of(steps)}


def a_text(world: World, name: str) -> dict[str, Any]:
    return template("programme draft")(world, name) | {"part": "stikkord"}


def paper_of(which: str, **values: Any) -> Data:
    return lambda world, name: template(which)(world, name) | values


def a_shared_review(world: World, name: str) -> dict[str, Any]:
    """Of the template that comes with the product: a draft of three talks has none."""
    return {"pk": ProgrammeTemplate.objects.get(slug="trondheim", municipality=None).pk, "number": 1}


DRAFT, PUBLISHED = template("programme draft"), template("programme published")
LIST_DRAFT, LIST_PUBLISHED = template("checklist draft"), template("checklist published")
NEW_ROW = row(title="Ny rad", weeks="50")
HEAD = with_(name="Nytt", description="", source="", length_weeks="", systems="", version=0)
NO_PARTS = {"del-TOTAL_FORMS": 0, "del-INITIAL_FORMS": 0, "version": 0}

TEMPLATE_PAGES: dict[str, Page] = {
    "documents:template_paper": Page(
        args=paper_of("programme published", name="plan"), get=OF_PUBLISHED, reads_only=True
    ),
    "documents:template_paper draft": Page(
        args=paper_of("programme draft", name="samtaler"), get=OF_DRAFTS, reads_only=True
    ),
    "documents:template_record": Page(args=a_shared_review, get=TEMPLATE_READERS, reads_only=True),
    "documents:template_checklist": Page(args=LIST_PUBLISHED, get=OF_PUBLISHED, reads_only=True),
    "documents:template_checklist draft": Page(args=LIST_DRAFT, get=OF_DRAFTS, reads_only=True),
    "templates:list": Page(get=TEMPLATE_READERS),
    "templates:compare": Page(get=TEMPLATE_READERS),
    "templates:checklist_compare": Page(get=TEMPLATE_READERS),
    "templates:new": Page(get=COORDINATORS, post=COORDINATORS, data=with_(name="Ny mal")),
    "templates:checklist_new": Page(get=COORDINATORS, post=COORDINATORS, data=with_(name="Ny liste")),
    "templates:import": Page(get=COORDINATORS, post=COORDINATORS, posted=422),
    "templates:programme": Page(args=PUBLISHED, get=OF_PUBLISHED),
    "templates:programme draft": Page(args=DRAFT, get=OF_DRAFTS, post=OF_DRAFTS, data=last_row_up),
    "templates:programme_file": Page(args=PUBLISHED, get=OF_PUBLISHED, reads_only=True),
    "templates:programme_file draft": Page(args=DRAFT, get=OF_DRAFTS, reads_only=True),
    "templates:copy": Page(args=PUBLISHED, get=OF_DRAFTS, post=OF_DRAFTS, data=with_(name="Kopi")),
    "templates:copy draft": Page(args=DRAFT, get=OF_DRAFTS, post=OF_DRAFTS, data=with_(name="Kopi")),
    "templates:use": Page(args=PUBLISHED, post=OF_DRAFTS, data=with_(handling="ut")),
    "templates:checklist_use": Page(args=LIST_PUBLISHED, post=OF_DRAFTS, data=with_(handling="ut")),
    "templates:next": Page(args=PUBLISHED, post=OF_DRAFTS),
    "templates:publish": Page(args=DRAFT, get=OF_DRAFTS, post=OF_DRAFTS),
    "templates:delete": Page(args=DRAFT, get=OF_DRAFTS, post=OF_DRAFTS),
    "templates:head": Page(args=DRAFT, get=OF_DRAFTS, post=OF_DRAFTS, data=HEAD),
    "templates:texts": Page(args=a_text, get=OF_DRAFTS, post=OF_DRAFTS, data=with_(**NO_PARTS)),
    "templates:row_add": Page(args=DRAFT, get=OF_DRAFTS, post=OF_DRAFTS, data=with_(**NEW_ROW)),
    "templates:row": Page(args=first_row, get=OF_DRAFTS, post=OF_DRAFTS, data=with_(**NEW_ROW)),
    "templates:checklist": Page(args=LIST_PUBLISHED, get=OF_PUBLISHED),
    "templates:checklist draft": Page(args=LIST_DRAFT, get=OF_DRAFTS),
    "templates:checklist_file": Page(args=LIST_PUBLISHED, get=OF_PUBLISHED, reads_only=True),
    "templates:checklist_file draft": Page(args=LIST_DRAFT, get=OF_DRAFTS, reads_only=True),
    "templates:checklist_copy": Page(
        args=LIST_PUBLISHED, get=OF_DRAFTS, post=OF_DRAFTS, data=with_(name="Kopi")
    ),
    "templates:checklist_next": Page(args=LIST_PUBLISHED, post=OF_DRAFTS),
    "templates:checklist_publish": Page(args=LIST_DRAFT, get=OF_DRAFTS, post=OF_DRAFTS),
    "templates:checklist_delete": Page(args=LIST_DRAFT, get=OF_DRAFTS, post=OF_DRAFTS),
    "templates:checklist_edit": Page(
        args=LIST_DRAFT,
        get=OF_DRAFTS,
        post=OF_DRAFTS,
        data=with_(name="Nytt", description="", source="", **NO_PARTS),
    ),
}
