"""The administration: docs/guarantees/admin.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

PAGES: Final = "tests/pages/test_admin.py::"
FIGURES: Final = "tests/pages/test_admin_browser.py::test_under_a_load_of_bots_the_figures_equal_the_database"
MUTANTS: Final = (
    Mutant(
        "admin: who lost the role stays on the pages",
        "handlers/pages/admin/access.py",
        '    if not who.is_admin:\n        raise Forbidden("Only admins may do this", reason="not_an_admin")\n',
        "",
        PAGES + "test_a_demoted_administrator_is_out_at_once",
    ),
    Mutant(
        "admin: who lost the role follows the figures",
        "realtime/feeds/metrics.py",
        "            if who is None or who.user_id not in allowed:\n",
        "            if who is None:\n",
        FIGURES,
    ),
    Mutant(
        "admin: the figures are not the database's",
        "models/queries/gauges.py",
        "    return dict(rows[0])\n",
        '    return {**rows[0], "live_players": rows[0]["live_players"] + 1}\n',
        FIGURES,
    ),
    Mutant(
        "admin: a table ends with its first page",
        "handlers/pages/admin/table.py",
        '"cursor": cursor}) if cursor else "",\n',
        '"cursor": cursor}) if not cursor else "",\n',
        PAGES + "test_a_table_is_saved_whole_and_the_audit_log_knows",
    ),
    Mutant(
        "admin: the last administrator is switched off",
        "models/actions/people.py",
        '        raise NotNow("This is the last active admin", code="last_admin")\n',
        "        return\n",
        PAGES + "test_the_last_administrator_stays",
    ),
    Mutant(
        "admin: what was typed stands in a page as it was typed",
        "server/page_view.py",
        "        autoescape=True,\n",
        "        autoescape=False,\n",
        PAGES + "test_a_name_cannot_break_out_of_a_table",
    ),
    Mutant(
        "admin: each process knows its own failures only",
        "server/failures.py",
        "            found += [_read(text) for text in kept]\n",
        "            found += [] if kept else []\n",
        "tests/server/test_failures.py::test_a_failure_of_one_process_is_seen_by_another_the_newest_first",
    ),
    Mutant(
        "admin: the oldest failure comes first",
        "server/failures.py",
        "key=lambda each: each.at, reverse=True)[:most]",
        "key=lambda each: each.at)[:most]",
        "tests/server/test_failures.py::test_a_failure_of_one_process_is_seen_by_another_the_newest_first",
    ),
    Mutant(
        "admin: a cell that begins a formula stands in a table as it is",
        "server/http/tables.py",
        '    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):\n',
        "    if False:\n",
        PAGES + "test_a_table_is_saved_whole_and_the_audit_log_knows",
    ),
    Mutant(
        "admin: a form of another site counts",
        "server/page_session.py",
        "    require_same_site(request)\n    session = await load(request)\n",
        "    session = await load(request)\n",
        PAGES + "test_no_form_counts_without_its_token_or_from_another_site",
    ),
    Mutant(
        "admin: fields of a row are reached by the mouse alone",
        "web/templates/admin/table.html",
        '    {% else %}<input class="field is-small" name="{{ input.name }}"',
        '    {% else %}<input tabindex="-1" class="field is-small" name="{{ input.name }}"',
        "tests/pages/test_admin_browser.py::test_money_goes_back_and_a_certificate_is_revoked_by_the_keyboard",
    ),
)
