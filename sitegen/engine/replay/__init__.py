"""Replay: the pages of an edited text are rendered from the answers that they were given before."""
