"""One module per resource; nothing but endpoints."""
