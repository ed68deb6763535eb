"""The command line: what it prints, in which language, and its exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from composed import write_reports

from tawatur.cli import _COMMANDS, application
from tawatur.cli.messages import Messages, isolate, language_of
from tawatur.errors import TawaturError
from tawatur.lexicon import SHIPPED


def run(*arguments: object, language: str = "en") -> Result:
    return CliRunner().invoke(application(Messages(language)), [str(a) for a in arguments], prog_name="tawatur")


def output(*arguments: object, language: str = "en", status: int = 0) -> str:
    result = run(*arguments, language=language)
    assert result.exit_code == status, (result.output, result.exception)
    return result.output


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    output("read", write_reports(folder / "reports", 3), "-c", folder / "a.casebook")
    return folder / "a.casebook"


def leaves(tree: dict[str, object], above: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in tree.items():
        out |= leaves(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": str(value)}
    return out


def test_both_catalogues_say_the_same_things() -> None:
    english, arabic = (
        leaves(yaml.safe_load((SHIPPED / "messages" / f"{name}.yaml").read_text(encoding="utf-8")))
        for name in ("en", "ar")
    )
    assert english.keys() == arabic.keys()
    for key, text in english.items():
        assert set(re.findall(r"{\w+", text)) == set(re.findall(r"{\w+", arabic[key])), key
        assert re.search("[\u0621-\u064a]", arabic[key]) or not re.search("[a-z]{4}", text), key


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_command_and_option_is_explained(language: str) -> None:
    say = Messages(language)
    group = application(say)
    context = click.Context(group, info_name="tawatur")
    assert all(say(f"command.{name}") in output("--help", language=language) for name in _COMMANDS)
    for name in _COMMANDS:
        command = group.get_command(context, name)
        assert command is not None and command.help
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (name, option.name)
        page = output(name, "--help", language=language)
        assert page.startswith(say("heading.usage").strip()) and say("heading.options") in page


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ar_SY.UTF-8"}, "ar"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "ar_SY", "TAWATUR_LANG": "en"}, "en"),
        (["--lang", "ar"], {"TAWATUR_LANG": "en"}, "ar"),
        (["--lang=ar", "show"], {}, "ar"),
        ([], {"LC_ALL": "en_US", "LANG": "ar_SY"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert language_of(arguments, environment) == language


def test_read_counts_and_exits_with_three_if_something_was_refused(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    assert "2 reports read, 2 new or changed" in output("read", folder, "-c", tmp_path / "a.casebook")
    assert "2 reports read, 0 new or changed" in output("read", folder, "-c", tmp_path / "a.casebook")
    (folder / "empty.txt").touch()
    text = output("read", folder, "-c", tmp_path / "a.casebook", status=3)
    assert "1 refused" in text and "empty.txt" in text
    rows = json.loads(output("read", folder, "-c", tmp_path / "a.casebook", "--json", status=3))
    assert rows["reports"] == 2 and len(rows["refusals"]) == 1


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    output("read", status=2)
    output("nonsense", status=2)
    text = output("read", tmp_path, "-c", tmp_path / "a.casebook", "--column", "words", status=2)
    assert "FIELD=COLUMN" in text


def test_an_error_of_the_project_exits_with_one(tmp_path: Path) -> None:
    assert isinstance(run("show", tmp_path / "none.casebook").exception, TawaturError)
    command = [sys.executable, "-c", "from tawatur.cli import main; main()", "show", str(tmp_path / "none.casebook")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and "no casebook at" in done.stderr and "Traceback" not in done.stderr


def test_show_in_a_table_and_as_json(case: Path) -> None:
    text = output("show", case)
    assert "3 reports" in text and "report.title" in text
    assert "3" in output("show", case, language="ar") and "المصادر" in output("show", case, language="ar")
    rows = json.loads(output("show", case, "--json"))
    assert [line["name"] for line in rows["reports"]] == ["000", "001", "002"]
    assert [line["name"] for line in json.loads(output("show", case, "--report", "001", "--json"))["reports"]] == [
        "001"
    ]


def test_an_empty_casebook_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    output("read", tmp_path / "nothing", "-c", tmp_path / "a.casebook", status=3)
    assert "nothing" in output("show", tmp_path / "a.casebook")


def test_claims_in_a_table_and_as_json_lines(case: Path) -> None:
    rows = [json.loads(line) for line in output("claims", case, "--json").splitlines()]
    assert rows and {"id", "report", "evidence", "type", "chain"} <= rows[0].keys()
    first = rows[0]
    one = [json.loads(line) for line in output("claims", case, "--type", first["type"], "--json").splitlines()]
    assert {row["type"] for row in one} == {first["type"]}
    assert first["id"] in output("claims", case)


def test_why_shows_the_words_and_every_field(case: Path) -> None:
    first = json.loads(output("claims", case, "--json").splitlines()[0])
    text = output("why", case, first["id"])
    assert isolate(" ".join(first["evidence"]["text"].split())) in text
    assert all(word in text for word in ("Type", "Place", "Polarity", "Chain"))
    why = json.loads(output("why", case, first["id"], "--json"))
    assert why["slots"][0]["name"] == "type"


def test_search_finds_words_behind_clitics(case: Path) -> None:
    hits = json.loads(output("search", case, "معركة", "--json")) + json.loads(output("search", case, "معارك", "--json"))
    assert any("المعارك" in hit["text"] for hit in hits)
    assert "No sentence" in output("search", case, "زعفران")


def test_export_and_score(case: Path, tmp_path: Path) -> None:
    output("export", case, "--as", "exchange", "-o", tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["claims.jsonl", "links.jsonl", "reports.jsonl"]
    assert "claims.f1" in output("score", tmp_path / "out", case)
    assert json.loads(output("score", tmp_path / "out", case, "--json"))["claims.f1"] == 1.0
    output("export", case, "--as", "html", "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in page and "http" not in re.findall(r'src="([^"]*)"', page)


def test_help_starts_fast() -> None:
    code = "import sys, time; sys.argv = ['tawatur', '--help']\nfrom tawatur.cli import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    pass\n"
    code += "heavy = [m for m in ('tawatur.pipeline', 'trafilatura', 'numpy', 'rich', 'apsw') if m in sys.modules]\n"
    code += "print('CPU', time.process_time(), heavy)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    seconds, heavy = re.search(r"CPU ([\d.]+) (.*)", done.stdout).groups()  # type: ignore[union-attr]
    assert float(seconds) < 0.4 and heavy == "[]"


def test_five_reports_take_less_than_three_seconds(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 5)
    output("read", folder, "-c", tmp_path / "warm.casebook")
    code = "import sys, time\nfrom tawatur.cli import main\n"
    code += f"sys.argv = ['tawatur', 'read', {str(folder)!r}, '-c', {str(tmp_path / 'a.casebook')!r}]\n"
    code += "main_error = None\ntry:\n    main()\nexcept SystemExit as end:\n    main_error = end.code\n"
    code += "print('CPU', time.process_time(), main_error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    found = re.search(r"CPU ([\d.]+) (\w+)", done.stdout)
    assert found is not None and found[2] in ("0", "None") and float(found[1]) < 3.0
