"""The dev server, by its parts and as a process."""
