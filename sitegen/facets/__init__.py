"""The types that kinds and outputs share: moments, series, gatherings, relations, consultations, actions."""
