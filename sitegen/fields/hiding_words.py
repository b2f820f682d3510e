"""Words of many languages that say a page is not for everybody: a draft, hidden, for members, not published.

They are the beginnings of words, since most languages give words endings, and are looked for in words that
`hiding.folded` has taken the accents from.
"""

import re
import unicodedata

from sitegen.patterns import late


def _late(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used, its letters without accents."""
    return late(
        "".join(each for each in unicodedata.normalize("NFKD", pattern) if not unicodedata.combining(each))
    )


_DRAFT = (
    "draft|entwurf|entwurfe|entwuerfe|brouillon|ebauche|borrador|bozza|bozze|rascunho|esborrany|zirriborro|utkast|kladd"
    "|udkast|luonnos|mustand|melnrakst|juodrast|robocz|osnutek|vazlat|piszkozat|ciorn|taslak|dreacht|drafft|черновик"
    "|черновой|чернетк|προχειρ|下書き|草稿|초안|مسودة|טיוטה"
)
_PLAN = (
    "concept|koncept|konsept|konzept|skica|skitse|szkic|nacrt|navrh|rancangan"
    "|нацрт|чернова|скица|σχεδιο|drog$|草案"
)
_HIDDEN = (
    "hidden|skjul|dold|gomd|piilote|varjatud|peidetud|ukryt|skryt|skrit|rejtett|ascuns|verborg|"
    "verberg|versteck|"
    "ocult|amagat|nascost|cachees?|paslept|gizli|скрыт|прихован|скрит|сакривен|κρυφ|κρυμμεν|隠し|"
    "非公開|非公开|비공개|"
    "privat|private|prive|prywatn|soukrom|sukromn|yksityi|maganjelleg|privad|ozel$|частн|приватн|личн|ιδιωτικ|"
    "vertraulich|geheim|confident[ie]|confidenci|riservat|fortrolig|konfidenti|konfidenci|poufn|duvern|luottamuk|"
    "bizalmas|unlisted|"
    "非公開|unveroffentlicht|unveroeffentlicht|unpublished|inedit|onuitgegeven|nepublik|upublicer|"
    "opublicera|julkaisemat"
)
_GROUP = (
    "intern|mitglied|vorstand|member|board$|team$|staff|trustee|committee|volunteer|leden|lid$|bestuur|"
    "medlem|styre|"
    "styrels|bestyrels|membre|adherent|bureau|miembro|soci[oa]?s?$|directiv|membri|membro|diretori|"
    "consiglio|członk|czlonk|"
    "zarzad|clen|vybor|jasen|jasenille|hallitu|tagok|tagjai|vezetoseg|liikme|juhatus|nariai|biedri|"
    "clanov|clanovi|uye|"
    "член|участник|внутренн|внутрешн|службов|sisais|sisemine|belso|wewnetrzn|interni|eingeloggt|logged|"
    "login|registered|"
    "subscriber|abonn|paid|会員|회원"
)
_ONLY = (
    "only|reserved?[ves]?(?:for|aux|pour)?|reservad[oa]s?(?:a|para)?|riservat[oaie](?:ai|per)?|nur|solo|seulement|uniquement|somente|apenas|nomes|kun|bare|endast|enbart|alleen|enkel|tylko|"
    "jen|iba|pouze|"
    "vain|csak|ainult|tikai|tik|doar|samo|numai|sadece|только|тільки|лише|само|μονο|のみ|限定"
)
_NOT = (
    "nicht|not|non|no|ne|nie|nem|nu|ikke|inte|ej|niet|nao|ei|не|dont|donot|do not|kein|keine|ikkje|ekki|"
    "niks|geen|sin|"
    "sans|senza|sem|uden|utan|uten"
)
_PUBLISH = (
    "publi|pubbl|veroffentlich|veroeffentlich|julkais|julki|opublik|offentli|oeffentlich|openba|zverejn|"
    "kozzete|kozzet|"
    "nyilvanos|avaldat|avalik|objav|paskelbt|yayin|публик|публік|опублик|видим|обявен|δημοσι|公開|公开|"
    "공개|منشور|"
    "visible|visib|synli|sichtbar|widoczn|viditeln|zichtba|nakyv|nahtav|lathato|vidlji|gorunur|live$|"
    "ausgespielt|"
    "utgitt|utgiven|udgivet|gepublice"
)
_NO_NOUN = "(?!publi(?:c[b-hj-np-z]|cit|cati|sher|k[aou]))"
"""Keeps out `public_transport`, `publications` and their like."""
_FILLING = (
    "in|im|as|als|noch|still|the|a|an|for|fur|fuer|para|pour|per|til|for|voor|version|versie|versjon|"
    "verze|wersja|versione|"
    "versio|verzio|first|working|wip|current|status|to|be|is|only|sono|dla|pro|za|для|до|je|nur"
)

DRAFT = _late(rf"(?:{_DRAFT})")
"""Matches where a word for a draft begins."""
PLAN = _late(rf"(?:{_PLAN})")
"""Matches where a word begins that means a draft where it is the state of a page, and elsewhere may mean more."""
HIDDEN = _late(rf"(?:{_HIDDEN})")
"""Matches where a word for what is hidden or private begins."""
GROUP = _late(rf"(?:{_GROUP})")
"""Matches where a word for the people of the house begins."""
INTERNAL = _late("internal|interne|intern[oatí]|внутренн|внутрішн|wewnetrzn|sisain|belso")
"""Matches where a word begins for what is not for the public, but not one for a person, such as `intern`."""
FILLING = _late(rf"(?:{_FILLING}|{_ONLY}|\d+)")
"""Matches a whole word that adds nothing to one of these."""
KEPT_KEY = _late(rf"(?:{_FILLING}|{_ONLY})?(?:{_DRAFT}|{_HIDDEN}|{_PLAN})")
"""Matches the beginning of a key, in one word, that keeps a page back when true."""
ONLY_KEY = _late(rf"(?:{_ONLY})(?:for|fur|fuer|para|pour|voor|for|til|dla|pro|за|для)?(?:{_GROUP})")
"""Matches the beginning of a key that shows a page to some when true, such as `nurmitglieder`."""
KEY_ONLY = _late(rf"(?:{_GROUP})\w{{0,6}}(?:{_ONLY})$")
"""Matches the same key with its words in the other order: `membersonly`."""
UNPUBLISHED_KEY = _late(rf"(?:{_NOT})(?:for|to|zu|zur)?{_NO_NOUN}(?:{_PUBLISH})")
"""Matches the beginning of a key that keeps a page back when true, such as `nichtveroeffentlichen`."""
PUBLISHED_KEY = _late(rf"(?:is|ist|est|es|er|on|jest)?{_NO_NOUN}(?:{_PUBLISH})\w{{0,7}}$")
"""Matches the beginning of a key that keeps a page back when false."""
PUBLICATION_DAY = _late(
    r"(?:dat[eau]m?|fecha|tag|dag|dzien|paiva|pvm|дата)?(?:of|de|der|di|da|van|for|d)?"
    rf"(?:{_PUBLISH})\w*|(?:дата|dato)?(?:{_PUBLISH})\w*"
)
"""Matches a whole key that with a day says when a page is published."""
SHOWN_FROM = _late(
    "sperrfrist|embargo|scheduled|planned(?:for|publication)?|geplant(?:fur|am)?|programme|programado|"
    "programada"
    "|gesperrtbis|zurueckhaltenbis|zuruckhaltenbis"
)
"""Matches a whole key that with a day holds a page back until then."""
SHOWN_UNTIL = _late(
    r"(?:gultig|gueltig|valid(?!until|to)|valable|valida|valido|geldig|gyldig|giltig|wazn[ey]|platn[eya]|voimassa|ervenyes|sichtbar"
    r"|visible|publi\w*|veroffentlicht|veroeffentlicht|online|zichtbaar|synlig|действует)"
    r"(?:bis|until|till|jusqua?u?|hasta|finoa?l?|ate|tot|til|tom|do|asti|ig|до)"
    r"|sichtbarkeitsende|ablaufdatum|ablauf|verfallsdatum|caducidad|scadenza|vervaldatum|utlopsdato|gultigkeitsende"
)
"""Matches a whole key that with a day takes a page down after it."""
STATES = (
    "статус", "състояние", "состояние", "статусдокумента", "stav", "tila", "allapot", "stan", "tillstand",
    "tilstand", "olek", "seisund", "stanje", "stare", "starea", "durum", "estat", "stadie", "stadium",
    "statusas", "busena", "stavoklis", "staða", "κατασταση", "状態", "状态", "الحالة", "מצב", "trangthai", "stade",
)  # fmt: skip
"""Names of the state of a page, as `hiding.folded` leaves them."""
DOORS = (
    "access", "permission", "permissions", "audience", "viewers", "readers", "visibleto", "visiblefor",
    "sharedwith",
    "sharing", "restrictedto", "accesslevel", "visibility", "zugriff", "zugang", "sichtbarfur",
    "sichtbarfuer",
    "berechtigung", "berechtigungen", "zielgruppe", "permisos", "permissao", "permessi", "acces", "acceso",
    "accesso",
    "acesso", "adgang", "tilgang", "atkomst", "toegang", "dostep", "pristup", "paasy", "hozzaferes", "acl",

)  # fmt: skip
"""Names of who may see a page."""
YES = (
    "ja", "oui", "si", "sim", "wahr", "vrai", "vero", "verdadero", "verdadeiro", "tak", "ano", "evet", "kylla",
    "igen", "да",
    "так", "是", "はい", "نعم", "כן", "✓", "✔", "☑", "✅", "👍", "jah", "taip", "jo", "da", "ναι", "ya", "oo",
    "sann", "sant", "sand", "igaz", "tosi", "totta", "prawda", "pravda", "истина", "правда", "adevarat",
    "dogru", "waar", "bai",
    "cierto", "certo",
)  # fmt: skip
"""What people answer for yes."""
NO = (
    "nein", "non", "nao", "nee", "nej", "nei", "nie", "ne", "nem", "nu", "ni", "ei", "falsch", "faux", "falso",
    "нет", "ні",
    "не", "否", "いいえ", "لا", "לא", "✗", "✘", "☐", "❌", "👎", "οχι", "hayır", "hayir", "tidak", "khong",
    "usann", "usant", "falsk", "falskt", "hamis", "epatosi", "onwaar", "fals", "ложь", "nepravda", "nieprawda",
    "pole",
)  # fmt: skip
"""What people answer for no."""
