"""The process: settings, wiring, HTTP plumbing and adapters to the outside."""
