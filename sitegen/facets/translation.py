"""English for the words of time in German, French, Spanish, Italian, Portuguese and Dutch.

They are understood where a cure is proposed, and nowhere else: a field takes English words.
"""

import re
import unicodedata

from sitegen.patterns import late

_WORDS = {
    "every": "jede jeden jeder jedes chaque cada ogni elke",
    "second": "zweite zweiten zweiter deuxieme segundo segunda secondo seconda tweede",
    "first": "erste ersten erster premier premiere primer primero primera primo prima eerste",
    "third": "dritte dritten dritter troisieme tercer tercero terzo terceiro derde",
    "last": "letzte letzten letzter dernier derniere ultimo ultima laatste",
    "monday": "montag montags lundi lundis lunes lunedi maandag",
    "tuesday": "dienstag dienstags mardi mardis martes martedi dinsdag",
    "wednesday": "mittwoch mittwochs mercredi mercredis miercoles mercoledi woensdag",
    "thursday": "donnerstag donnerstags jeudi jeudis jueves giovedi donderdag",
    "friday": "freitag freitags vendredi vendredis viernes venerdi vrijdag",
    "saturday": "samstag samstags samedi samedis sabado sabados sabato zaterdag",
    "sunday": "sonntag sonntags dimanche dimanches domingo domingos domenica zondag",
    "daily": "taglich quotidien quotidienne diario diariamente quotidiano dagelijks",
    "weekly": "wochentlich hebdomadaire semanal semanalmente settimanale wekelijks",
    "fortnightly": "vierzehntaglich zweiwochentlich bimensuel quincenal quinzenal",
    "monthly": "monatlich mensuel mensuelle mensual mensile mensal maandelijks",
    "yearly": "jahrlich annuel annuelle anual annuale jaarlijks",
    "weeks": "wochen woche semaine semaines semana semanas settimana settimane week weken",
    "days": "tag tage tagen jour jours dia dias giorno giorni dag dagen",
    "hours": "stunde stunden std heure heures hora horas ora ore uur uren",
    "minutes": "minuten minuut minuto minutos minuti",
    "months": "monat monate monaten mois mes meses mese mesi maand maanden",
    "noon": "mittag mittags midi mediodia mezzogiorno",
    "to": "bis",
    "and": "und et y",
}
_ENGLISH = {word: english for english, words in _WORDS.items() for word in words.split()}
_EVERY = late(r"\b(?:tous|toutes|todos|todas|tutti|tutte|alle)\s+(?:les|los|las|os|as|i|le|gli)\b")
_WORD = late(r"[^\W\d_]+")


def in_english(text: str) -> str:
    """Return a text in small letters without accents, with the words of time that are known in English."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return _WORD.sub(lambda word: _ENGLISH.get(word[0], word[0]), _EVERY.sub("every", plain))


def in_numbers(text: str) -> str:
    """Return a length of time with points for decimal commas: `1,5 hours` as `1.5 hours`."""
    return re.sub(r"(?<=\d),(?=\d)", ".", text)
