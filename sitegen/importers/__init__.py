"""What other programs keep, as entries of this site: importers make drafts, the command line writes them."""
