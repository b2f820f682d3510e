"""What kinds and outputs share: moments, series and gatherings, relations, consultations, actions."""
