"""The .venv: made once for each state of its lock, and it can be moved."""

import pytest

pytestmark = pytest.mark.slow

MADE = "Setting up: making .venv with the packages of {} (once)\n"
ADDED = "Setting up: adding the packages of {} to .venv (once)\n"


@pytest.fixture
def venv(bench):
    """Give the bench two locks that name no package, and a bookbuild that says who it is."""
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (bench.clone / lock).write_text("# empty\n")
    (bench.clone / "src/bookbuild/__main__.py").write_text("print('this is', __file__)\n")

    def ask(lock: str) -> str:
        ran = bench.run("sh", "tools/venv.sh", lock)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return ask


def test_a_second_set_up_does_nothing(venv):
    assert venv("requirements.lock") == MADE.format("requirements.lock")
    assert venv("requirements.lock") == ""


def test_a_changed_lock_makes_it_again(venv, bench):
    venv("requirements.lock")
    leftover = bench.clone / ".venv/leftover"
    leftover.touch()
    (bench.clone / "requirements.lock").write_text("# changed\n")

    assert venv("requirements.lock") == MADE.format("requirements.lock")
    assert not leftover.exists()


def test_tests_add_to_what_the_build_has(venv, bench):
    venv("requirements.lock")

    assert venv("requirements-dev.lock") == ADDED.format("requirements-dev.lock")
    assert venv("requirements-dev.lock") == ""
    assert venv("requirements.lock") == ""

    (bench.clone / "requirements-dev.lock").write_text("# changed\n")
    assert venv("requirements-dev.lock") == MADE.format("requirements-dev.lock")
    assert venv("requirements.lock") == ""


def test_a_broken_off_set_up_is_begun_again(venv, bench):
    (bench.clone / ".venv/bin").mkdir(parents=True)

    assert venv("requirements.lock") == MADE.format("requirements.lock")


def test_when_the_machine_has_a_new_python_it_is_made_again(venv, bench):
    venv("requirements.lock")
    python = bench.clone / ".venv/bin/python"
    python.unlink()
    python.symlink_to("python3.0")

    assert venv("requirements.lock") == MADE.format("requirements.lock")


def test_a_package_without_a_hash_is_refused(bench):
    (bench.clone / "requirements.lock").write_text("click==8.5.1\n")

    ran = bench.run("sh", "tools/venv.sh", "requirements.lock")

    assert ran.returncode != 0
    assert "hash" in ran.stderr
    assert not list((bench.clone / ".venv").glob(".has-*"))


def test_a_moved_folder_still_runs_its_own_bookbuild(venv, bench):
    venv("requirements.lock")
    moved = bench.clone.rename(bench.clone.with_name("moved clone"))
    bench.clone.mkdir()
    bench.program("run", f'exec "{moved}/.venv/bin/bookbuild"')

    assert bench.run("run").stdout == f"this is {moved}/src/bookbuild/__main__.py\n"
