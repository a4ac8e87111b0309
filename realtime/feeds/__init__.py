"""The channels beside live sessions: `me`, `course:{id}` and `metrics` (docs/reference/live.md §2)."""
