"""The record store (LRS) that xAPI statements go to."""
