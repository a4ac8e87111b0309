"""The commands of `python -m server`, split by subject."""
