"""The graph of answers: what each page asked, what each answer was worked out from, and which are out of date."""
