"""Undated reports of many wars, composed with a day: what remains holds it, and nothing wrong is certain."""

from __future__ import annotations

import pytest
from dating import cases_of, sample_reports
from dating_scenes import READ_ON, found, remains, scenes, texts

from tawatur.model.dating import Dated


def check(results: tuple[Dated, ...], name: str) -> None:
    for scene, dated in zip(scenes()[name], results, strict=True):
        right = remains(dated, scene.start, scene.end)
        assert right or dated.sure == "in doubt", (dated.report, dated.runs, dated.used)
        assert right or (dated.days != 1 and dated.sure != "certain"), dated.report


@pytest.mark.parametrize("name", texts())
def test_read_together_the_day_remains(name: str) -> None:
    check(found([scene.given for scene in scenes()[name]]), name)


@pytest.mark.parametrize("name", [name for name, rows in texts().items() if len(rows) > 1])
def test_read_alone_the_day_remains(name: str) -> None:
    check(tuple(dated for scene in scenes()[name] for dated in found([scene.given])), name)


def test_most_reports_of_a_known_taking_are_found_closely() -> None:
    close = []
    for rows in scenes().values():
        for scene, dated in zip(rows, found([one.given for one in rows]), strict=True):
            if scene.within:
                close.append(0 < dated.days <= scene.within)
    assert sum(close) >= 0.6 * len(close), f"{sum(close)} of {len(close)}"


def test_the_order_of_reports_changes_nothing() -> None:
    rows = scenes()["mixed-front"]
    forth, back = found([one.given for one in rows]), found([one.given for one in reversed(rows)])
    assert forth == tuple(reversed(back))


def test_the_samples_without_their_dates_keep_their_days_alone_and_together() -> None:
    cases = cases_of(sample_reports("abukamal"), READ_ON)
    names = [case.given.document.report.name for case in cases]
    assert {"04-opposition-site", "07-monitor-digest"} <= set(names)
    for results in (found([case.given for case in cases]), [found([case.given])[0] for case in cases]):
        for name, case, dated in zip(names, cases, results, strict=True):
            assert remains(dated, case.start, case.end), (name, dated.runs, dated.used)
            assert dated.end.day is None or dated.end.day.year >= 2017, name  # never only the earlier taking
