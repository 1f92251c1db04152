"""The meter: it sees all that a command starts, and tells why there is nothing to see."""

import os
import sys

import pytest

from tools.bench.editing import change_a_word
from tools.bench.figures import broken
from tools.bench.measuring import Meter, line

BIG = "x = bytearray(150_000_000); import time; time.sleep(0.6)"
ORPHAN = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BIG!r}])"


@pytest.fixture
def meter(tmp_path):
    return Meter(folder=tmp_path, limit=60)


def test_the_memory_of_an_orphan_counts(meter):
    [figures] = meter.measure(line(sys.executable, "-c", ORPHAN)).rounds

    assert figures.peak > 150
    assert figures.seconds > 0.6


def test_the_time_of_a_child_counts(meter):
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"

    [figures] = meter.measure(line(sys.executable, "-c", start)).rounds

    assert figures.cpu > 0.3


def test_what_fails_is_told_by_its_last_words(meter):
    cell = meter.measure(line(sys.executable, "-c", "import sys; sys.exit('no | paper')"))

    assert cell == broken("failed: no / paper")


def test_what_makes_nothing_has_failed(meter, tmp_path):
    made = tmp_path / "book.pdf"
    made.write_text("of an earlier run")

    cell = meter.measure(line(sys.executable, "-c", "print('done')"), makes=made)

    assert cell == broken("made nothing: done")


def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path):
    sleeper = tmp_path / "sleeper"
    code = (
        "import os, pathlib, time; "
        f"pathlib.Path({str(sleeper)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"

    cell = Meter(folder=tmp_path, limit=1).measure(line(sys.executable, "-c", start))

    assert cell == broken("not done after 1 s")
    with pytest.raises(ProcessLookupError):
        os.kill(int(sleeper.read_text()), 0)


def test_a_variable_of_the_environment_reaches_the_command(meter):
    ask = "import os, sys; sys.exit(os.environ['PAPER'] != 'a4')"

    assert meter.measure(line(sys.executable, "-c", ask), more={"PAPER": "a4"}).rounds


def test_the_steps_of_a_process_that_stays_are_told_apart(meter):
    say = 'print(\'noise\\n{"edit": {"seconds": 2.0, "cpu": 1.0}}\')'

    [figures] = meter.steps(line(sys.executable, "-c", say))["edit"].rounds

    assert (figures.seconds, figures.cpu) == (2.0, 1.0)


def test_each_edit_changes_one_word(tmp_path):
    chapter = tmp_path / "001.md"
    chapter.write_text("The gardener waits. The gardener sits.")
    change_a_word(tmp_path)
    once = chapter.read_text()
    change_a_word(tmp_path)

    assert once == "The neighbor waits. The gardener sits."
    assert chapter.read_text() == "The neighbor waits. The neighbor sits."
