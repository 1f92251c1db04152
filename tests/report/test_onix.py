"""What booksellers may be told follows from the checks, and from nothing else."""

from __future__ import annotations

import json

import pytest

from bookbuild.report import Made, manifest
from bookbuild.report.onix import PROOFS, proven
from bookbuild.verify.epub import CHECKS, CRAFT
from bookbuild.verify.validators import VALIDATORS

OWN = dict.fromkeys((*CHECKS, *CRAFT), "passed")
ALL = OWN | {"EPUBCheck": "passed (5.3.0)", "Ace by DAISY": "passed (1.4.6)"}


def test_a_file_that_passed_everything_has_every_code():
    assert proven("epub", ALL) == tuple(PROOFS["epub"])


def test_what_only_our_own_checks_prove_needs_no_validator():
    assert proven("epub", OWN) == ("36",)


@pytest.mark.parametrize("said", ["NOT CHECKED", "FAILED (5.3.0)", ""])
def test_a_code_is_not_given_when_a_check_of_it_did_not_pass(said):
    codes = proven("epub", ALL | {"EPUBCheck": said})

    assert not {"11", "13", "19", "41"} & set(codes)
    assert "30" in codes


def test_an_e_book_without_printed_pages_is_said_to_have_none():
    without = {name: said for name, said in ALL.items() if name != "page list"}

    assert set(PROOFS["epub"]) - set(proven("epub", without)) == {"19", "41"}


def test_conformance_to_wcag_is_never_claimed():
    assert not {"04", "82", "85"} & {code for codes in PROOFS.values() for code in codes}


@pytest.mark.parametrize("kind", PROOFS)
def test_every_check_that_proves_something_exists(kind):
    checks = {*CHECKS, *CRAFT, *VALIDATORS[kind]}

    assert {name for names in PROOFS[kind].values() for name in names} <= checks


def test_the_manifest_names_the_codes_of_a_file_and_none_where_there_is_none():
    about = {"sha256": "ab", "size": 1}
    epub = Made(
        path="a.epub", kind="epub", own=("links",), outside={"EPUBCheck": "passed (5)"}, **about
    )
    text = Made(path="a.txt", kind="text", own=("words",), outside={}, **about)
    written = json.loads(manifest([epub, text], book={}, inputs={}, versions={}))["artefacts"]

    assert written["a.epub"]["onix-196"] == ["11"]
    assert "onix-196" not in written["a.txt"]
