"""Events: gatherings and deadlines, once or repeated, listed in time order and published as a calendar."""

from sitegen.kinds.event.checks import check
from sitegen.kinds.event.meta import Event, Participant, Register
from sitegen.model.kind import Kind

EVENT = Kind(
    name="event",
    folder="events",
    other_words=(
        *("calendar", "meetings", "meetups", "dates", "appointments"),
        *("veranstaltung", "veranstaltungen", "termine", "kalender", "treffen", "evenement", "evenements"),
        *("agenda", "rendez-vous", "rencontres", "calendrier", "eventos", "calendario", "evento", "eventi"),
        *("appuntamenti", "evenementen", "bijeenkomsten", "evenemang", "arrangementer", "begivenheder"),
        *("tapahtumat", "wydarzenia", "spotkania", "udalosti", "akce", "esemenyek", "evenimente", "dogodki"),
        *("dogadaji", "sundmused", "события", "мероприятия", "подіі", "заходи", "εκδηλωσεισ", "etkinlikler"),
    ),
    meta=Event,
    permalink="/events/{slug}/",
    layout="event.html",
    label="Event",
    title="Events",
    directory="/events/",
    list_by="calendar",
    shown_as="diary",
    order="start",
    minuted=lambda meta: True,
    card=("type", "status", "previous_start", "venue", "online", "organiser", "messages", "register"),
    roles={
        "organiser": "Organiser of",
        "speakers.who": "Speaker at",
        "speakers.nominated_by": "Represented at",
        "attending.who": "Taking part in",
        "attending.nominated_by": "Represented at",
        "messages": "For use at",
        "documents": "Paper for",
        "follow_up": "Follow-up to",
    },
    check=check,
    schema="Event",
)

__all__ = ["EVENT", "Event", "Participant", "Register"]
