"""The reference client of the live protocol, a little REST, and the students that are made of them.

Depends on nothing of the server: whoever writes a client of their own may start from here.
`live` is the door (`LiveClient`); `feed`, `clock` and `state` are the rules it follows, pure and
each testable alone; `bots` and `host` play a quiz with it.
"""
