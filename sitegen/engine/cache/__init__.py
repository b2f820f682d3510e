"""The cache: what one build leaves for the next, in cache and on disk."""
