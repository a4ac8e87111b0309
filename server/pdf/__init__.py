"""PDF pages from plain data, made in processes of their own."""
