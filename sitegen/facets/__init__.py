"""What kinds and outputs share: relations, moments and occurrences, consultations, actions."""
