"""Request and response shapes, one module per handler module."""
