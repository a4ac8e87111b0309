"""Lectern as a tool of learning platforms (LTI 1.3): our keys, theirs, and the steps of a launch."""
