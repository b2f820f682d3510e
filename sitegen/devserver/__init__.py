"""The dev server: builds as everybody does, watches, serves and reloads. It contains no build logic."""
