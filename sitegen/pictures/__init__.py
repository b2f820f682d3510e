"""Pictures as bytes: what is in a file, what must not be published of it, and the sizes that pages show."""
