"""`python -m bench`: whether a figure is met follows from the words of what was asked; the table goes in its place."""

import json
from pathlib import Path

import pytest

import bench.__main__ as door
from bench.__main__ import BEGIN, END, NotMeasured, main, met, modules, written
from bench.rows import Row


@pytest.mark.parametrize(
    ("ours", "ratio", "asked", "answer"),
    [
        (40.0, None, "at most 60", True),
        (61.0, None, "at most 60", False),
        (99_999.0, None, "at least 100,000", False),
        (100_000.0, None, "at least 100,000", True),
        (40.0, 2.9, "at least 3 times faster", False),
        (40.0, 0.6, "at least 0.6, so that commit reaches 0.35", True),
        (40.0, 1.31, "at most 1.3 times", False),
        (40.0, 12.0, "", None),
    ],
)
def test_what_was_asked_is_met_or_not(ours: float, ratio: float | None, asked: str, answer: bool | None) -> None:
    assert met(Row("x", ours, None, ratio, asked, "µs")) is answer


def test_the_table_goes_between_the_markers_and_nothing_else_changes() -> None:
    rows = [
        Row("one assessment", 39.94, 510.0, 12.77, "at least 3 times", "µs"),
        Row("leaves", 284_000, None, None, "", "a second"),
    ]
    text = written(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", rows)
    assert text == (
        f"Before\n{BEGIN}\n"
        "| What | Ours | The other | Ratio | Asked for | Met |\n| --- | --- | --- | --- | --- | --- |\n"
        "| one assessment | 39.9 µs | 510 µs | 12.77 | at least 3 times | yes |\n"
        f"| leaves | 284,000 a second |  |  |  |  |\n{END}\nAfter\n"
    )
    assert written(text, rows) == text
    with pytest.raises(ValueError, match="figures begin"):
        written("no markers", rows)


def test_the_document_has_the_markers() -> None:
    document = Path(__file__).resolve().parents[2] / "docs/performance.md"
    assert written(document.read_text(encoding="utf-8"), []).count(BEGIN) == 1


def test_every_module_that_measures_is_found_and_described() -> None:
    described = (Path(__file__).resolve().parents[2] / "docs/performance.md").read_text(encoding="utf-8")
    assert {"assessing", "recording"} <= set(modules())
    assert not {"rows", "__main__"} & set(modules())
    for name in modules():
        assert f"`bench/{name}.py`" in described, f"docs/performance.md does not describe bench/{name}.py"


def test_the_exit_status_says_whether_all_is_met(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "figures.md"
    document.write_text(f"{BEGIN}\n{END}\n")
    rows = [Row("quick", 1.0, None, None, "at most 2", "µs")]
    monkeypatch.setattr(door, "measured", lambda _name: iter(rows))
    assert main(["--only", "assessing", "--write", str(document)]) == 0
    assert "| quick | 1 µs |" in document.read_text()
    rows.append(Row("slow", 3.0, None, None, "at most 2", "µs"))
    assert main(["--only", "assessing"]) == 1
    assert main(["--only", "nothing"]) == 2
    assert "no module nothing; there are assessing" in capsys.readouterr().err


def test_a_module_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(door, "modules", lambda: ["no_such_module"])
    with pytest.raises(NotMeasured, match="no_such_module failed"):
        list(door.measured("no_such_module"))
    assert main([]) == 2
    assert json.dumps({}) not in capsys.readouterr().out
