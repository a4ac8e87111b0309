"""A person's dates as an iCalendar document (RFC 5545), in the reader's language."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from models.rules.calendar import Entry
from server.page_texts import choose_language

MEDIA_TYPE: Final = "text/calendar"
READ_AGAIN: Final = timedelta(hours=1)
"""How often a calendar program should ask (RFC 7986, 5.7)."""
_SUMMARIES: Final = {
    "en": {
        "due": "Due: {title}",
        "opens": "Opens: {title}",
        "closes": "Closes: {title}",
        "unlocks": "Unlocks: {title}",
        "live": "Live: {title}",
    },
    "ar": {
        "due": "موعد التسليم: {title}",
        "opens": "يُفتح: {title}",
        "closes": "يُغلق: {title}",
        "unlocks": "يصبح متاحًا: {title}",
        "live": "مباشر: {title}",
    },
}


def calendar_bytes(entries: Sequence[Entry], origin: str, locale: str) -> bytes:
    """The document. The same entries give the same bytes: DTSTAMP is when an entry was told, not when it is read."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lectern//Lectern//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Lectern")
    calendar.add("x-wr-calname", "Lectern")
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, origin, choose_language(locale)))
    return bytes(calendar.to_ical())


def _event(entry: Entry, origin: str, lang: str) -> Event:
    date, facts = entry.date, entry.date.facts
    event = Event()
    event.add("uid", f"{date.key}@{urlsplit(origin).hostname}")
    event.add("dtstamp", entry.changed_at.replace(microsecond=0))
    event.add("last-modified", entry.changed_at.replace(microsecond=0))
    event.add("dtstart", date.starts_at.replace(microsecond=0))
    event.add("summary", _SUMMARIES[lang][facts["kind"]].format_map({"title": facts["title"]}))
    if facts["course"]:
        event.add("description", facts["course"])
    event.add("url", f"{origin}/learn")
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
