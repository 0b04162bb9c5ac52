"""One new hire's year: templates, the programme, its people, talks, shifts, reviews and steps."""

from programmes.models.appointments import Conversation, LeaderTalk, MentorFollowUp, ProbationReview
from programmes.models.busy import BusyPeriod, LeftTalk
from programmes.models.changes import Pause, PlanChange
from programmes.models.comments import Comment
from programmes.models.ground_rules import GroundRules
from programmes.models.handover_notes import HandoverNote
from programmes.models.mentor_profiles import MentorProfile
from programmes.models.mentorships import Mentorship
from programmes.models.needs import Need
from programmes.models.notes import Note, Topic
from programmes.models.probation import AbsencePeriod, Probation, ProbationExtension
from programmes.models.programme import Programme
from programmes.models.raised_hands import HandReceiver, RaisedHand
from programmes.models.records import ReviewRecord, ReviewRecordVersion
from programmes.models.rows import ProgrammeChecklist, Step, SystemAccess, TrainingShift
from programmes.models.templates import ProgrammeTemplate, TemplateStep

__all__ = [
    "AbsencePeriod",
    "BusyPeriod",
    "Comment",
    "Conversation",
    "GroundRules",
    "HandReceiver",
    "HandoverNote",
    "LeaderTalk",
    "LeftTalk",
    "MentorFollowUp",
    "MentorProfile",
    "Mentorship",
    "Need",
    "Note",
    "Pause",
    "PlanChange",
    "Probation",
    "ProbationExtension",
    "ProbationReview",
    "Programme",
    "ProgrammeChecklist",
    "ProgrammeTemplate",
    "RaisedHand",
    "ReviewRecord",
    "ReviewRecordVersion",
    "Step",
    "SystemAccess",
    "TemplateStep",
    "Topic",
    "TrainingShift",
]
