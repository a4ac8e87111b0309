"""Sockets: protocol, live sessions and the bus between processes."""
