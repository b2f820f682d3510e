"""What the formats of office programs are called, by the endings of their files."""

FORMATS = {
    **dict.fromkeys(("DOC", "DOCX", "DOTX"), "Word document"),
    **dict.fromkeys(("XLS", "XLSX"), "Excel spreadsheet"),
    **dict.fromkeys(("PPT", "PPTX"), "PowerPoint slides"),
    "ODT": "OpenDocument text",
    "ODS": "OpenDocument spreadsheet",
    "ODP": "OpenDocument slides",
}
"""Ending in capitals -> the format in English; layouts put it into the language of the page."""


def plain_format(ending: str) -> str:
    """Return the name of a format, `Word document` for `DOCX`; an ending that says enough stays: `PDF`."""
    return FORMATS.get(ending, ending)
