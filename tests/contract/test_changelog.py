"""The changelog is made of fragments: they are well-formed, and CHANGELOG.rst holds them all."""

import shutil
import subprocess
from pathlib import Path

from tests.contract.repository import BIN, ROOT, load


def changelog(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / "antsibull-changelog", *args], cwd=folder, capture_output=True, text=True, check=False)


def release() -> str:
    """The version of the collections, which are released together."""
    versions = {load(path)["version"] for path in ROOT.glob("collections/ansible_collections/knowledge/*/galaxy.yml")}
    assert len(versions) == 1, versions
    return versions.pop()


def test_fragments_are_well_formed() -> None:
    linted = changelog(ROOT, "lint")
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_a_wrong_fragment_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "changelogs", tmp_path / "changelogs")
    (tmp_path / "changelogs/fragments/wrong.yml").write_text("news: [No such section.]\n", encoding="utf-8")
    assert changelog(tmp_path, "lint").returncode != 0


def test_the_changelog_holds_all_fragments(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "changelogs", tmp_path / "changelogs")
    made = changelog(tmp_path, "release", "--version", release(), "--refresh-fragments")
    assert made.returncode == 0, made.stdout + made.stderr
    for name in ("CHANGELOG.rst", "changelogs/changelog.yml"):
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert written == (ROOT / name).read_text(encoding="utf-8"), f"{name} is out of date; run: make changelog"
