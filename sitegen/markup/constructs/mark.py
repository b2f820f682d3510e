"""`==words==`: words that are highlighted, as with a felt pen."""

from sitegen.markup.constructs.pairs import pair

MARK = pair("mark", "==", "mark")
