"""Where a calendar leads back to. An address stands in a calendar that others may see: the page of a
prøvetidssamtale has its name in it, so what is not a mentorsamtale of one's own leads to the programme."""

from django.urls import reverse

from programmes.models import Conversation


def page_of(kind: str, programme: int, number: int, *, of_the_pair: bool) -> str:
    """
    >>> page_of("Conversation", 7, 3, of_the_pair=True), page_of("ProbationReview", 7, 1, of_the_pair=True)
    ('/programmer/7/samtaler/3/', '/programmer/7/')
    """
    if kind == Conversation.__name__ and of_the_pair:
        return reverse("programmes:conversation", args=[programme, number])
    return reverse("programmes:detail", args=[programme])
