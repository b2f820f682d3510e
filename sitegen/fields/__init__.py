"""Front matter and site.yaml as writers mean them: from bytes to typed values, with the place of every key."""
