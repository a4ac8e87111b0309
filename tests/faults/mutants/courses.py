"""Courses, progress and files: docs/guarantees/courses.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

MUTANTS: Final = (
    Mutant(
        "courses: a free seat goes to who came last",
        "models/actions/waitlist.py",
        '            .order_by("enrolled_at", "id")\n',
        '            .order_by("-enrolled_at", "id")\n',
        "tests/handlers/test_waitlist.py",
    ),
    Mutant(
        "courses: an offer does not end",
        "models/actions/waitlist.py",
        "        over = place.offered_until is not None and now >= place.offered_until\n",
        "        over = False\n",
        "tests/handlers/test_waitlist.py",
    ),
    Mutant(
        "courses: lessons that are optional count",
        "models/actions/progress.py",
        "required=not each.optional) for each in lessons]",
        "required=True) for each in lessons]",
        "tests/models/actions/test_progress.py",
    ),
    Mutant(
        "courses: a changed rule leaves the percent as it was",
        "models/actions/refolding.py",
        "            await replay(tx, place, lesson, await _missed(place, lesson, now), now)\n",
        "            _ = await _missed(place, lesson, now)\n",
        "tests/models/actions/test_progress.py",
    ),
    Mutant(
        "courses: a store that does not answer has lost its files",
        "workers/files.py",
        "            except ObjectMissing:\n",
        "            except (ObjectMissing, StorageAway):\n",
        "tests/workers/test_files.py",
    ),
    Mutant(
        "courses: young objects are taken for strays",
        "workers/files.py",
        "shelf.storage.older_than(shelf.clock() - SETTLED)",
        "shelf.storage.older_than(shelf.clock())",
        "tests/workers/test_files.py",
    ),
    Mutant(
        "quizzes: chance draws the same for every session",
        "models/queries/draws.py",
        'shuffled(by_id, f"{seed}/{draw.id}")',
        'shuffled(by_id, f"{draw.id}")',
        "tests/handlers/test_banks.py::test_a_live_session_plays_what_chance_drew_for_it_once_for_everyone",
    ),
)
