"""The domain: knows no HTTP, no Redis, no queue."""
