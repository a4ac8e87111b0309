"""Figures about learning, summed up by PostgreSQL: a few statements for any number of learners."""
