"""The one pass over the clean HTML of a page. Each part of a finished body has a file of its own."""
