"""The commands that show what holds across reports: events, conflicts, copies, sources, framing, why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import application
from tawatur.cli.messages import Messages

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "abukamal"


def output(*arguments: object, language: str = "en") -> str:
    result = CliRunner().invoke(application(Messages(language)), [str(a) for a in arguments], prog_name="tawatur")
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("across") / "a.casebook"
    output("read", SAMPLE, "-c", made)
    return made


def rows(case: Path, command: str, *more: object) -> list[dict]:
    return json.loads(output(command, case, *more, "--json"))


def test_events_come_by_their_chains_and_filters_hold(case: Path) -> None:
    found = rows(case, "events")
    assert [(row["low"], row["high"]) for row in found] == sorted(
        ((row["low"], row["high"]) for row in found), reverse=True
    )
    assert all(row["low"] <= row["high"] and row["statements"] and row["standing"] for row in found)
    taken = rows(case, "events", "--type", "control", "--place", "abu kamal")
    assert taken and all(any(type.startswith("control") for type in row["types"]) for row in taken)
    assert found[0]["id"] in output("events", case)


def test_why_of_an_event_prints_its_chains_to_their_roots(case: Path) -> None:
    first = rows(case, "events")[0]
    tree = json.loads(output("why", case, first["id"], "--json"))
    assert len(tree["strands"]) == first["high"] and tree["joins"]
    text = output("why", case, first["id"])
    assert all(f"Chain {n}:" in text for n in range(1, first["high"] + 1))
    assert all(one["claim"] in text for one in first["statements"])


def test_why_of_a_claim_names_its_event_in_text_and_json(case: Path) -> None:
    first = rows(case, "events")[0]
    id = first["statements"][0]["claim"]
    assert json.loads(output("why", case, id, "--json"))["event"] == first["id"]
    assert f"Event: {first['id']}" in output("why", case, id)


def test_one_line_stands_for_all_pairs_of_two_events(case: Path) -> None:
    row = max(rows(case, "events"), key=lambda row: len(row["newer"]) + len(row["against"]))
    pairs = {("conflict", one["kind"], one["other_event"]) for one in row["against"]}
    pairs |= {("newer", one["kind"], one["other_event"]) for one in row["newer"]}
    text = output("why", case, row["id"])
    marks = sum(line.startswith(("    ≠", "    →")) for line in text.splitlines())
    assert marks == len(pairs) < len(row["newer"]) + len(row["against"])


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("conflicts", {"id", "relation", "kind", "note", "first", "second"}),
        ("copies", {"first", "second", "direction", "because", "words", "versions"}),
        ("sources", {"name", "kind", "first", "superseded", "contradicted", "confirmed", "relays"}),
    ],
)
def test_lists_are_there_as_json_and_as_text(case: Path, command: str, fields: set[str]) -> None:
    found = rows(case, command)
    assert found and all(fields <= row.keys() for row in found)
    assert output(command, case).strip() and output(command, case, language="ar").strip()


def test_framing_gives_words_and_contrasts(case: Path) -> None:
    found = json.loads(output("framing", case, "--json"))
    assert found["wordings"] and {"outlet", "subject", "wording", "spans"} <= found["wordings"][0].keys()
    assert "log_odds" in (found["contrasts"][0] if found["contrasts"] else {"log_odds": 0})
    assert "Islamic State" in output("framing", case)


def test_reasons_are_told_in_the_readers_language_and_json_is_the_same_in_both(case: Path) -> None:
    first = rows(case, "events")[0]
    for id in (first["id"], first["statements"][0]["claim"]):
        english, arabic = output("why", case, id), output("why", case, id, language="ar")
        assert english != arabic
        assert output("why", case, id, "--json") == output("why", case, id, "--json", language="ar")
    claim = output("why", case, first["statements"][0]["claim"], language="ar")
    assert "معجم الأفعال" in claim and "the lexicon of acts" not in claim
    assert "denies what" not in output("conflicts", case, "--newer", language="ar")
