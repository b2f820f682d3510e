"""Texts that were pasted from a word processor."""
