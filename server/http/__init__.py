"""HTTP plumbing under `server.endpoint`: reading input, writing answers, and the edge every request passes."""
