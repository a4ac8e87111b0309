"""The few HTML pages, with cookie sessions."""
