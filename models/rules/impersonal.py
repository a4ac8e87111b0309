"""The tables that hold nothing about a person; all others are declared in `models.rules.personal`. Pure."""

from typing import Final

NOBODYS: Final = {
    "analytics_change": "sums of a course that wait to be added",
    "analytics_slot": "sums of a course",
    "assignment": "what a course asks for",
    "attachment": "files on lessons",
    "badge_key": "the school's own keys",
    "bank": "questions of a course",
    "certificate_template": "how certificates of a course look",
    "coupon": "offers of the school",
    "course": "what is taught",
    "course_group": "names of groups",
    "gateway_event": "what a gateway signed, kept as proof of payments: it names orders, never accounts",
    "lesson": "what is taught",
    "live_heartbeat": "which lines are there this second, by seat",
    "live_run": "showings of questions",
    "lti_course": "which platforms may send learners where",
    "lti_key": "the school's own keys",
    "lti_placement": "links on platforms",
    "lti_platform": "learning platforms of the school",
    "number_series": "counters",
    "question": "what is asked",
    "question_version": "what is asked",
    "quiz": "what is asked",
    "quiz_draw": "what is asked",
    "scheduled_run": "what ran by the clock",
    "section": "what is taught",
    "used_ticket": "ids of tickets of the last hour",
    "webhook": "endpoints of other systems of the school",
    "webhook_delivery": "how telling other systems went",
    "xapi_sent": "ids of statements",
    "webhook_event": "what other systems of the school were told in the last month: ids and figures, no names",
}
"""Tables that hold nothing about a person, and what they hold instead."""
