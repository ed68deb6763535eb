"""The section of the page: readable without a script, with a slider where there is one."""

import json
import re
import shutil
import subprocess

import pytest
from held import GOVERNMENT, STATE, claim, report, said_by

from tawatur.model import Contents, Span
from tawatur.views import html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def contents():
    claims = (
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters")),
        claim("b", who=STATE, whom=GOVERNMENT, on="2017-11-12", chain=said_by("AFP"), evidence=Span(1, 2)),
    )
    one = report("r1")
    return Contents(
        (type(one)(**{f: getattr(one, f) for f in one.__struct_fields__} | {"text": "نص"}),), (), (), claims
    )


def section(page):
    start = page.index('<section id="control"')
    return page[start : page.index("</section>", start)]


def test_the_section_has_figures_reasons_and_weights_without_a_script(contents):
    shown = section(html.render(contents))
    assert shown.count("<svg") == 2
    assert "took all of it" in shown and "floor_favour" in shown
    assert 'href="#c1"' in shown
    data = json.loads(re.search(r'id="control-data">(.*?)</script>', shown).group(1))
    assert all(sum(row[:-2]) + row[-1] in range(98, 103) for place in data["places"] for row in place["rows"])


def test_a_camp_looks_the_same_on_the_map_and_in_the_slider(contents):
    shown = section(html.render(contents))
    data = json.loads(re.search(r'id="control-data">(.*?)</script>', shown).group(1))
    drawn = shown[shown.index("data-place") :]
    held = [fill for fill, percent in zip(data["fills"], data["places"][0]["rows"][14], strict=False) if percent]
    assert held and all(fill in drawn for fill in held)


def test_a_casebook_without_such_claims_says_so(contents):
    empty = Contents(contents.reports, (), (), ())
    assert "<svg" not in section(html.render(empty))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium at hand")
def test_the_slider_stands_on_a_day_and_marks_it_on_the_timelines(contents, tmp_path):
    page = html.write(contents, tmp_path / "page.html")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [BROWSER, *flags, "--virtual-time-budget=2000", "--dump-dom", f"{page.as_uri()}#control"]
    shown = section(subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout)
    assert re.search(r'<form class="slide">', shown)
    day = re.search(r'<output dir="ltr">([\d-]+)</output>', shown).group(1)
    assert re.search(rf'aria-valuetext="{day}"', shown)
    assert 'class="now"' in shown
    assert f"{day}</text>" in shown
