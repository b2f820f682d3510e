"""What the importers of old websites share: front matter of any form, fields, links, pictures and people."""
