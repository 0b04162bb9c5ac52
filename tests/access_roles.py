"""The roles around each of the four programmes of `access_world.py`, as both proofs of access name them."""

from collections.abc import Mapping

type Readers = Mapping[str, str]  # the name of an object -> the roles that reach it

LEADERS: Readers = {
    "own": "leader second_leader deputy head",
    "next_door": "other_leader head",
    "finished": "leader second_leader deputy head",
    "abroad": "foreign_leader foreign_head",
}
NEW_HIRE: Readers = {
    "own": "new_hire",
    "next_door": "other_new_hire",
    "finished": "finished_new_hire",
    "abroad": "foreign_new_hire",
}
MENTORS: Readers = {
    "own": "mentor substitute",
    "next_door": "colleague",
    "finished": "other_leader",
    "abroad": "foreign_mentor",
}
MAIN_MENTORS: Readers = {**MENTORS, "own": "mentor"}
COORDINATOR: Readers = {
    "own": "coordinator",
    "next_door": "coordinator",
    "finished": "coordinator",
    "abroad": "foreign_coordinator",
}


def together(*readers: Readers) -> Readers:
    return {name: " ".join(each[name] for each in readers) for name in LEADERS}


def while_open(readers: Readers) -> Readers:
    """Until the form is handed over."""
    return {**readers, "finished": ""}


def finished(readers: Readers) -> dict[str, str]:
    """The one that is handed over."""
    return {"finished": readers["finished"]}


def not_ended(readers: Readers) -> Readers:
    return {name: roles for name, roles in readers.items() if name != "finished"}


PAIR = together(NEW_HIRE, MENTORS)
ALL_WHO_SEE = together(PAIR, LEADERS)
NOBODY: dict[str, str] = dict.fromkeys(LEADERS, "")

# --- roles around people and places ------------------------------------------------------------------

HOME, AWAY = "coordinator administrator", "foreign_coordinator foreign_administrator"
KEPT: Readers = {"home": HOME, "abroad": AWAY}
KEPT_PERSON: Readers = {"home": f"{HOME} leader", "abroad": f"{AWAY} foreign_leader"}  # who made them
KEEPERS: Readers = {"": f"{HOME} {AWAY}"}
WHO_LEADS: Readers = {
    "": "leader second_leader deputy head other_leader other_head foreign_leader foreign_head"
}
AT_HOME = (
    "leader second_leader deputy former_leader future_leader head other_leader other_head mentor substitute former_mentor "
    "future_substitute colleague bystander new_hire other_new_hire finished_new_hire former_coordinator"
)
WITH_PHOTO: Readers = {"": "mentor colleague other_leader foreign_mentor"}
OF_A_MUNICIPALITY: Readers = {  # all but the installation's owner
    "": f"{AT_HOME} {HOME} {AWAY} foreign_leader foreign_head foreign_mentor foreign_new_hire"
}
EVERYONE: Readers = {"": "everyone"}  # who has signed in
