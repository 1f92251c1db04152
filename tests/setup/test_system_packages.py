"""What set-up does on a machine that lacks something."""

import pytest

PANGO = "Pango | build | library | libnowhere.so.0 | libpango-1.0-0 | pango | pango | PDFs | none"
QPDF = "qpdf | test | program | qpdf | qpdf | qpdf | qpdf | PDF syntax | none"
JAXB = "JAXB | test | file | /nowhere/jaxb.jar | libjaxb-java | - | - | veraPDF | none"
ENSUREPIP = (
    "ensurepip | setup | module | ensurepip | python3-venv | python3 | python | .venv | none"
)
PYTHON = (
    "Python 3.11 or newer | setup | python | 3.11 | python3.11 | python3.11 | python | all | none"
)

AS_ROOT = "echo 0"
AS_CLERK = "echo 1000"


def test_a_machine_that_has_everything_is_left_alone(bench):
    bench.needs(PYTHON, ENSUREPIP)

    ran = bench.run("sh", "tools/system.sh", "build")

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_without_apt_the_commands_are_printed_and_set_up_stops(bench):
    bench.needs(PANGO, QPDF, JAXB)

    ran = bench.run("sh", "tools/system.sh", "test")

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr == (
        "This machine lacks:\n"
        "  Pango, needed for PDFs\n"
        "  qpdf, needed for PDF syntax\n"
        "  JAXB, needed for veraPDF\n"
        "Install it with one of these, then give the same command again:\n"
        "  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y"
        " --no-install-recommends libpango-1.0-0 qpdf libjaxb-java\n"
        "  Fedora:          sudo dnf install -y pango qpdf\n"
        "  macOS:           brew install pango qpdf\n"
        "  no package in dnf or brew: JAXB; put it at one of /nowhere/jaxb.jar\n"
    )


def test_a_build_does_not_ask_for_what_only_tests_need(bench):
    bench.needs(QPDF, JAXB)

    assert bench.run("sh", "tools/system.sh", "build").returncode == 0


def test_without_python_set_up_says_so(bench):
    bench.without_python()

    ran = bench.run("sh", "tools/system.sh", "build")

    assert ran.returncode == 2
    assert "  Python 3.11 or newer, needed for everything\n" in ran.stderr
    assert "sudo dnf install -y python3.11" in ran.stderr


def test_an_old_python_counts_as_none(bench):
    bench.without_python()
    bench.program("python3", "exit 1")  # what 3.10 answers when asked whether it is 3.11

    assert "Python 3.11 or newer" in bench.run("sh", "tools/system.sh", "build").stderr


def test_a_newer_python_beside_an_old_one_is_taken(bench):
    (bench.programs / "python3").rename(bench.programs / "python3.12")
    bench.program("python3", "exit 1")
    bench.needs(ENSUREPIP)

    assert bench.run("sh", "tools/system.sh", "build").returncode == 0


def test_root_on_debian_gets_it_installed_once(bench):
    jar = bench.clone / "jaxb.jar"
    bench.needs(f"JAXB | test | file | {jar} | libjaxb-java libjaxb-java | - | - | veraPDF | none")
    bench.program("id", AS_ROOT)
    bench.program(
        "apt-get", 'echo "$@" >>"$BENCH/asked"', '[ "$1" = update ] || >"$BENCH/jaxb.jar"'
    )

    first = bench.run("sh", "tools/system.sh", "test")
    second = bench.run("sh", "tools/system.sh", "test")

    assert (first.returncode, first.stdout) == (0, "Setting up: installing libjaxb-java\n")
    assert (second.returncode, second.stdout) == (0, "")
    assert (bench.clone / "asked").read_text() == (
        "update -qq\ninstall -y -qq --no-install-recommends libjaxb-java\n"
    )


def test_a_user_with_sudo_gets_it_installed_through_sudo(bench):
    bench.needs(f"JAXB | test | file | {bench.clone}/jar | libjaxb-java | - | - | veraPDF | none")
    bench.program("id", AS_CLERK)
    bench.program("sudo", '[ "$1" = -n ] || exit 1', "shift", 'FROM_SUDO=1 exec "$@"')
    bench.program("true")
    bench.program("apt-get", '[ "$FROM_SUDO" ] && >"$BENCH/jar"')

    assert bench.run("sh", "tools/system.sh", "test").returncode == 0


@pytest.mark.parametrize("sudo", ["none", "asks for a password"])
def test_a_user_who_may_not_install_is_told_the_command(bench, sudo):
    bench.needs(QPDF)
    bench.program("id", AS_CLERK)
    bench.program("apt-get", '>"$BENCH/asked"')
    if sudo != "none":
        bench.program("sudo", "exit 1")

    ran = bench.run("sh", "tools/system.sh", "test")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "apt-get install -y --no-install-recommends qpdf" in ran.stderr
    assert not (bench.clone / "asked").exists()


def test_when_apt_fails_its_last_words_and_the_commands_are_shown(bench):
    bench.needs(QPDF)
    bench.program("id", AS_ROOT)
    bench.program("apt-get", 'echo "E: Unable to locate package $5" >&2; exit 100')

    ran = bench.run("sh", "tools/system.sh", "test")

    assert ran.returncode == 2
    assert "E: Unable to locate package qpdf" in ran.stderr
    assert "brew install qpdf" in ran.stderr
