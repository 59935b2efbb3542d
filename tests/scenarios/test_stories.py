"""The stories of this folder run: each `##` is one story, each `-` line one step of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.scenarios.stage import NotUnderstood, Stage, check_journal

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Story:
    """A title and its steps, each with its line number."""

    file: str
    title: str
    lines: tuple[tuple[int, str], ...]


def read(path: Path) -> list[Story]:
    """The stories of a file. A line that is neither title, step nor prose is a mistake."""
    stories: list[Story] = []
    title, lines = "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("## "):
            if title:
                stories.append(Story(path.name, title, tuple(lines)))
            title, lines = line[3:].strip(), []
        elif line.startswith("- "):
            if not title:
                raise ValueError(f"{path.name}:{number}: a step before the first story")
            lines.append((number, line[2:].strip()))
        elif re.match(r"\s*[*+]|\s+-", line):
            raise ValueError(f"{path.name}:{number}: steps begin with '- '")
    if title:
        stories.append(Story(path.name, title, tuple(lines)))
    return stories


STORIES = [story for path in sorted(FOLDER.glob("*.md")) for story in read(path)]


@pytest.mark.django_db
@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.file}: {story.title}")
def test_story(story: Story, tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    for number, line in story.lines:
        try:
            stage.play(line)
        except Exception as error:
            raise AssertionError(f"{story.file}:{number}: {line}\n{type(error).__name__}: {error}") from error
    check_journal(stage)


def test_every_story_ends_with_something_that_must_hold() -> None:
    assert [story.title for story in STORIES if not story.lines[-1][1].startswith("Then ")] == []


def test_no_two_stories_have_one_title() -> None:
    titles = [story.title for story in STORIES]
    assert len(set(titles)) == len(titles)


@pytest.mark.django_db
def test_a_line_that_no_step_understands_fails(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood):
        Stage(tmp_path).play("Ana dances on the table")
