"""The engine: one readable build, and the view that remembers what each page asked."""
