"""The one pass over the clean HTML of a page: each construct of a finished body in a file of its own."""
