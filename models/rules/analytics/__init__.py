"""Figures about learning: what is measured, in which days, and what follows from it. Pure."""
