"""Renaming and merging tags in the files of a site: the tags' own characters change, and nothing beside them."""
