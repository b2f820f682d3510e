"""The cache: what one build leaves for the next, in memory and on disk."""
