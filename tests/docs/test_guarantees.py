"""The table of what is promised names tests that exist, and leaves no promise out."""

from collections import Counter
from pathlib import Path

from tests.guarantees import TABLE, Promise, kept, page, promises, result_of, results, unproved


def test_every_promise_names_tests_that_exist() -> None:
    every = list(promises())
    assert len(every) > 100
    assert unproved(every) == []


def test_the_table_has_every_promise_as_its_page_says_it() -> None:
    text = TABLE.read_text()
    told, when = kept(text)
    assert text == page(told, when=when), "docs/guarantees.md is stale: run `python -m tests.guarantees`"


def test_a_promise_whose_test_is_gone_or_that_has_none_is_told() -> None:
    gone = Promise("live", "", "answers last", "`test_gone`", "no", (), ("test_gone",))
    none = Promise("live", "", "answers count", "see the code", "no", (), ())
    assert unproved([gone, none]) == ["live: answers last: test_gone", "live: answers count: names no test"]


def test_results_come_from_the_report_of_a_run(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite timestamp="2026-01-02T03:04:05">'
        '<testcase classname="tests.a.test_b" name="test_c[1]"/>'
        '<testcase classname="tests.a.test_b" name="test_c[2]"><failure/></testcase>'
        '<testcase classname="tests.a.test_b" name="test_d"/></testsuite></testsuites>'
    )
    ran = results(report)
    assert ran["tests/a/test_b.py::test_c"] == Counter(passed=1, failure=1)

    def result(*tests: str) -> str:
        return result_of(Promise("a", "", "x", "", "", tests, ()), ran)

    assert result("tests/a/test_b.py::test_c") == "**1 failed**"
    assert result("tests/a/test_b.py::test_d") == "passed (1)"
    assert result("tests/a/test_b.py::test_d", "tests/a/test_e.py") == "not run"
