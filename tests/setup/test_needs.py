"""The table of system needs, as `bookbuild doctor` reads it."""

import pytest

from bookbuild.system.needs import (
    Kind,
    Need,
    PackageManager,
    Purpose,
    find,
    install_commands,
    needs_for,
    read_needs,
    survey,
)


def need(kind: str, look_for: str) -> Need:
    return Need(
        name="a need",
        purpose=Purpose.BUILD,
        kind=Kind(kind),
        look_for=tuple(look_for.split()),
        apt=(),
        dnf=(),
        brew=(),
        needed_for="a test",
        if_missing="nothing",
    )


@pytest.mark.parametrize(
    ("kind", "look_for"),
    [
        ("python", "3.11"),
        ("module", "ensurepip"),
        ("library", "libpango-1.0.so.0 pango-1.0 pango_font_get_hb_font()"),
        ("library", "libnowhere.so.0 libpango-1.0.so.0 pango-1.0"),
        ("program", "nowhere sh"),
        ("answers", "sh -c true"),
        ("file", f"/nowhere {__file__}"),
    ],
)
def test_what_is_there_is_found(kind, look_for):
    assert find(need(kind, look_for))


@pytest.mark.parametrize(
    ("kind", "look_for"),
    [
        ("python", "3.99"),
        ("module", "nowhere_to_be_found"),
        ("library", "libnowhere.so.0"),
        ("library", "libpango-1.0.so.0 pango-1.0 pango_of_the_future()"),
        ("program", "nowhere"),
        ("answers", "nowhere -version"),
        ("answers", "sh -c false"),
        ("file", "/nowhere"),
    ],
)
def test_what_is_not_there_is_missing(kind, look_for):
    [found] = survey([need(kind, look_for)])

    assert not found.present


def test_a_purpose_includes_those_before_it():
    setup, build, press, serve, test, test_all = (needs_for(purpose) for purpose in Purpose)

    assert setup == build[: len(setup)] != build
    assert build == press[: len(build)] != press
    assert press == serve[: len(press)] != serve
    assert serve == test[: len(serve)] != test
    assert test == test_all[: len(test)] != test_all
    assert test_all == read_needs()


def test_building_needs_neither_java_nor_chromium():
    names = " ".join(need.name for need in needs_for(Purpose.BUILD))

    assert "Pango" in names
    assert "Java" not in names
    assert "Chromium" not in names


def test_a_package_that_brings_two_libraries_is_installed_once():
    pango = [need for need in read_needs() if "Pango" in need.name]

    assert len(pango) == 2
    assert install_commands(pango) == {
        PackageManager.APT: "sudo apt-get update && sudo apt-get install -y"
        " --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0",
        PackageManager.DNF: "sudo dnf install -y pango",
        PackageManager.BREW: "brew install pango",
    }


def test_a_manager_without_a_package_has_no_command():
    [jaxb] = [need for need in read_needs() if "JAXB" in need.name]

    assert set(install_commands([jaxb])) == {PackageManager.APT}


def test_doctor_and_set_up_print_the_same_commands(bench):
    rows = (bench.clone / "src/bookbuild/system/needs.tsv").read_text().splitlines()
    nowhere = [row.split("\t") for row in rows[1:] if row.split("\t")[1] != "setup"]
    bench.needs(*(" | ".join([*row[:2], "file", "/nowhere", *row[4:]]) for row in nowhere))
    lacking = [need for need in read_needs() if need.purpose is not Purpose.SETUP]

    printed = bench.run("sh", "tools/system.sh", "test-all").stderr

    assert install_commands(lacking)
    for command in install_commands(lacking).values():
        assert f"  {command}\n" in printed
