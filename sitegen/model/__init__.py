"""The nouns of a build, one a file; every one is an immutable value."""
