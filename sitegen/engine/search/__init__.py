"""The search index: made by Pagefind from the finished pages, and made anew when their text has changed."""
