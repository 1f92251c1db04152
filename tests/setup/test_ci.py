"""What CI runs, and what it lets pass."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ci(bench):
    """Run `.ci/run` with a make that fails at the targets given."""
    (bench.clone / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", bench.clone / ".ci/run")
    (bench.programs / "bash").symlink_to(shutil.which("bash"))

    def run(failing: str = "") -> subprocess.CompletedProcess[str]:
        bench.program("make", f'echo "CI=$CI make $1"; [ "$1" != "{failing}" ]')
        return bench.run("bash", ".ci/run")

    return run


def test_ci_runs_the_tests_the_lint_and_the_long_tests(ci):
    ran = ci()

    assert ran.returncode == 0
    assert [line for line in ran.stdout.splitlines() if line.startswith("CI=")] == [
        "CI=true make test",
        "CI=true make lint",
        "CI=true make test-all",
    ]


@pytest.mark.parametrize("target", ["test", "lint", "test-all"])
def test_ci_fails_when_one_of_them_fails(ci, target):
    ran = ci(failing=target)

    assert ran.returncode != 0
    assert ran.stdout.endswith(f"make {target}\n")


def test_the_ci_script_can_be_run():
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


@pytest.mark.parametrize(
    ("test", "verdict", "code"),
    [
        ("def test_it(): pass", "1 passed", 0),
        ("import pytest\n@pytest.mark.xfail\ndef test_it(): assert 0", "1 xfailed", 0),
        ("import pytest\ndef test_it(): pytest.skip('no Java')", "1 failed", 1),
        ("import pytest\n@pytest.mark.skip\ndef test_it(): pass", "1 error", 1),
        ("import pytest\npytest.importorskip('nowhere')", "1 error", 2),
    ],
    ids=["pass", "expected failure", "skip inside", "skip mark", "skipped module"],
)
def test_a_skip_is_a_failure_in_ci(tmp_path: Path, test: str, verdict: str, code: int):
    (tmp_path / "test_it.py").write_text(test)

    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tools.no_skips", "-c", "/dev/null", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert verdict in ran.stdout.splitlines()[-1]
    assert ran.returncode == code
