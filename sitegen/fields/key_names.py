"""The keys of a mapping: what they say, and which known one a slip of the finger meant."""

from collections.abc import Collection

from sitegen.fields.nodes import ScalarNode, YamlNode

_OTHER_WORDS = {
    "end": ("ends", "ending", "finish", "finishes", "end_date", "end_time", "to"),
    "duration": ("length",),
    "online": ("link", "zoom", "url", "join"),
    "organiser": ("host", "hosts", "organized_by", "organised_by"),
    "repeat": ("recurrence", "recurring", "recurs"),
    "start": ("starts", "starting", "begins", "when", "start_date", "from", "date", "day"),
    "time": ("start_time", "starttime", "hour"),
    "text": ("label", "title", "name", "caption"),
    "to": ("url", "link", "href", "path", "address"),
    "note": ("text", "description", "what", "change"),
    "what": ("text", "task", "action", "todo"),
    "who": ("owner", "assignee", "responsible", "person", "assigned_to", "lead", "name"),
    "due": ("deadline", "due_date", "by", "until"),
    "name": ("title", "nom", "nombre", "nome", "naam", "navn", "namn"),
    "address": (
        "street",
        "city",
        "town",
        "adresse",
        "ville",
        "stadt",
        "strasse",
        "straße",
        "dirección",
        "indirizzo",
    ),
    "venue": ("location", "place", "where"),
}
_IN_OTHER_LANGUAGES = {
    "authors": ("autor", "autorin", "autoren", "verfasser", "auteur", "auteurs", "autora", "autores",
                "autore", "autori"),
    "date": ("datum", "fecha"),
    "draft": ("entwurf", "brouillon", "borrador", "bozza", "rascunho"),
    "end": ("ende", "fin", "fine"),
    "excerpt": ("zusammenfassung", "kurzfassung", "résumé", "resumen", "sommario", "riassunto", "resumo"),
    "image": ("bild", "imagen", "immagine", "imagem"),
    "lang": ("sprache", "langue", "idioma", "lingua"),
    "organiser": ("veranstalter", "organisateur", "organizador", "organizzatore"),
    "speakers": ("redner", "referenten", "intervenants", "ponentes", "relatori"),
    "start": ("beginn", "anfang", "début", "debut", "inicio", "inizio", "início"),
    "tags": ("schlagworte", "schlagwörter", "schlagwort", "stichworte", "stichwörter", "mots_clés", "mots-clés",
             "étiquettes", "etiquettes", "etiquetas", "etichette", "categorías", "categorías", "kategorien"),
    "time": ("uhrzeit", "heure", "hora", "ora"),
    "title": ("titel", "titre", "título", "titulo", "titolo"),
    "venue": ("ort", "veranstaltungsort", "lieu", "lugar", "luogo", "local"),
}  # fmt: skip
TRANSLATED = {word: field for field, words in _IN_OTHER_LANGUAGES.items() for word in words}
"""Names of fields in German, French, Spanish, Italian and Portuguese."""
_MEANT: dict[str, tuple[str, ...]] = {
    word: tuple(field for field, others in (*_OTHER_WORDS.items(), *_IN_OTHER_LANGUAGES.items()) if word in others)
    for words in (*_OTHER_WORDS.values(), *_IN_OTHER_LANGUAGES.values())
    for word in words
}
"""What people call a field who have not looked up its name. Each is a word of its own, so none is taken for it."""


def name_of(key: YamlNode) -> str:
    """Return a key as typed; one that is no plain text has no name."""
    return key.value.strip() if isinstance(key, ScalarNode) else ""


def meant(word: str, known: Collection[str]) -> str:
    """Return the known key that people mean by another word, such as `venue` by `location`, else ""."""
    fields = _MEANT.get(word.casefold().replace("-", "_"), ())
    return next((field for field in fields if field in known), "")


def nearly(word: str, known: Collection[str]) -> str:
    """Return the known key that is one slip away from `word` (two from eight letters on), else ""."""
    folded = word.casefold()
    allowed = 2 if len(word) >= 8 else 1
    near = ((_edits(folded, name.casefold(), allowed), name) for name in known)
    best = min((pair for pair in near if pair[0] <= allowed), default=None)
    return best[1] if best else ""


def _edits(left: str, right: str, limit: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours; beyond `limit` any larger number."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    rows = [list(range(len(right) + 1))]
    for i, sign in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            edits = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (sign != other))
            if i > 1 < j and sign == right[j - 2] and left[i - 2] == other:
                edits = min(edits, rows[-2][j - 2] + 1)
            row.append(edits)
        rows.append(row)
    return rows[-1][-1]
