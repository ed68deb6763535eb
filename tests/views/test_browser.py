"""The page in a real browser, where one is installed: its script runs under its own policy and does its work."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tawatur.model import Contents, Report
from tawatur.reports import ReadOptions, read_paths
from tawatur.views import html
from tawatur.views.exchange import read_claims

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "tarhuna"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium at hand")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    found = read_paths(sorted(SAMPLE.glob("*.txt")), ReadOptions())
    reports = tuple(sorted((r for r in found if isinstance(r, Report)), key=lambda r: r.name))
    claims = read_claims(SAMPLE / "reference" / "claims.jsonl", reports)
    return html.write(Contents(reports, (), (), claims), tmp_path_factory.mktemp("page") / "page.html")


def dom(page, fragment, tmp_path):
    """The page's elements after its script has run."""
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [BROWSER, *flags, "--virtual-time-budget=2000", "--dump-dom", f"{page.as_uri()}#{fragment}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_sections_become_tabs_and_filters_are_filled(page, tmp_path):
    shown = dom(page, "claims", tmp_path)
    assert re.search(r'<html[^>]*class="tabs"', shown)
    assert re.search(r'<section id="claims"[^>]*class="on"', shown)
    assert '<a href="#claims" aria-current="page">' in shown
    assert "22 من 22" in shown
    assert '<option value="s0">الوسيلة نفسها (' in shown and ">الجيش الوطني الليبي (" in shown


def test_a_link_to_a_claim_opens_it(page, tmp_path):
    shown = dom(page, "c5", tmp_path)
    assert re.search(r'<section id="claims"[^>]*class="on"', shown)
    assert re.search(r'<li id="c5"[^>]*><details open="">', shown)
