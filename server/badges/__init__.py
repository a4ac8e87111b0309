"""Open Badges 3.0: credentials that anyone can check without us."""
