"""Requests to addresses that somebody typed: guarded, so that nobody can send us to a place of our own network."""
