"""Names for guests who shall not choose one: two friendly words, by chance."""

import secrets

MANNERS = (
    *("Amber", "Brave", "Bright", "Calm", "Clever", "Copper", "Curious", "Eager", "Gentle", "Golden"),
    *("Happy", "Honest", "Jolly", "Keen", "Kind", "Lively", "Lucky", "Merry", "Noble", "Patient"),
    *("Proud", "Quick", "Quiet", "Silver", "Smart", "Steady", "Sunny", "Swift", "Warm", "Wise"),
)
ANIMALS = (
    *("Badger", "Bear", "Camel", "Crane", "Deer", "Dolphin", "Eagle", "Falcon", "Finch", "Fox"),
    *("Gazelle", "Hare", "Hedgehog", "Heron", "Horse", "Ibex", "Kestrel", "Lark", "Lion", "Lynx"),
    *("Marten", "Otter", "Owl", "Panda", "Robin", "Seal", "Stork", "Swan", "Tiger", "Turtle"),
)


def friendly_name() -> str:
    """One of 900 names, such as `Clever Otter`; equal ones are told apart where they are given."""
    return f"{secrets.choice(MANNERS)} {secrets.choice(ANIMALS)}"
