"""Background jobs (arq) and the relay that feeds them."""
