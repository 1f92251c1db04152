"""`bookbuild brand`: each clinic's handouts are made once, and again when something has changed."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf
import pypdfium2
import pytest
from pipeline.conftest import MemoryShelf

from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity
from bookbuild.pipeline.branding import Wish, brand
from bookbuild.pipeline.checking import check_text
from bookbuild.pipeline.clinicfolders import listed_in
from bookbuild.pipeline.executors import InProcess
from bookbuild.pipeline.session import Session
from bookbuild.system.memory import MemoryWorld
from bookbuild.verify import verify
from bookbuild.verify.pdf import CHECKS, outline_of
from kit.books import BASE
from kit.branding import TABLE, world_with
from kit.printing import open_fonts

OAK = "clinics/oak-hill-pain-clinic"
ELM = "clinics/elm-street-pain"
MESA = "clinics/mesa-clinic"
CHAPTER = "manuscript/chapters/01-first.md"
REST = "handouts/letter/01-first.pdf"


class PowerCutError(Exception):
    """The run was stopped."""


class CutShelf(MemoryShelf):
    """A shelf that takes the list of clinics and so many of them, and then the power goes."""

    def __init__(self, takes: int) -> None:
        super().__init__()
        self.takes = takes + 1

    def put_outputs(self, contents, gone=()):
        if not self.takes:
            raise PowerCutError
        self.takes -= 1
        super().put_outputs(contents, gone)


@dataclass
class Office:
    """A book of two sheets with a table of clinics, and a shelf; `brand` is one run."""

    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    table: str = TABLE
    changed: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def brand(self, **wish):
        self.shelf.written.clear()
        self.told.clear()
        open_fonts()
        session = Session(
            world=world_with(self.table, self.changed),
            shelf=self.shelf,
            tools="tools",
            versions={},
            executor=self._hands,
            style_world=MemoryWorld,
            tell=self.told.append,
            profile=bytes,
            fonts=dict,
        )
        return brand(session, Wish(table=PurePosixPath("clinics.csv"), **wish))

    def made(self, **wish):
        """Run, and say how many files were made for each clinic."""
        result = self.brand(**wish)
        assert [str(one) for one in result.diagnostics] == []
        return {one.slug: one.made for one in result.served}

    @contextmanager
    def _hands(self, _jobs):
        yield InProcess()


@dataclass
class FirstRun:
    """What is on the shelf after a run, in which order it came there, and what was asked meanwhile.

    proven: each handout and panel that was proven. listed: how often the list of clinics was read.
    """

    shelf: MemoryShelf
    proven: list[tuple[str, ...]] = field(default_factory=list)
    listed: int = 0


@pytest.fixture(scope="module")
def first_run():
    """Make everything once, and look on."""
    office = Office()
    run = FirstRun(office.shelf)

    def noted(artefact, fmt, book):
        said = re.findall(r'data-field="name">Clinic: <b class="detail">(\w+)', artefact.html[0])
        run.proven.append((fmt.name, *said, "sheet" if "masthead" in artefact.html[0] else "panel"))
        return verify(artefact, fmt, book)

    def counted(said):
        run.listed += 1
        return listed_in(said)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookbuild.verify.verify", noted)
        patch.setattr("bookbuild.pipeline.clinicfolders.listed_in", counted)
        assert office.made() == {"oak-hill-pain-clinic": 4, "elm-street-pain": 2, "mesa-clinic": 2}
    return run


@pytest.fixture(scope="module")
def first(first_run):
    """Give what was put on the shelf."""
    return dict(first_run.shelf.outputs)


@pytest.fixture
def office(first):
    """Give an office where everything is made."""
    office = Office()
    office.shelf.outputs.update(first)
    return office


def files_of(shelf, folder):
    return sorted(
        path.removeprefix(f"{folder}/") for path in shelf.outputs if path.startswith(f"{folder}/")
    )


def test_each_clinic_has_the_sheets_on_its_papers_and_a_manifest(office):
    assert files_of(office.shelf, OAK) == [
        "handouts/a4/01-first.pdf",
        "handouts/a4/02-second.pdf",
        "handouts/letter/01-first.pdf",
        "handouts/letter/02-second.pdf",
        "manifest.json",
    ]
    assert files_of(office.shelf, MESA) == [
        "handouts/a4/01-first.pdf", "handouts/a4/02-second.pdf", "manifest.json"
    ]  # fmt: skip


def test_every_file_says_its_clinic_and_no_other(office):
    names = {OAK: "Oak Hill Pain Clinic", ELM: "Elm Street Pain Service", MESA: "Mesa Clinic"}
    for folder, name in names.items():
        for path in files_of(office.shelf, folder)[:-1]:
            content = office.shelf.outputs[f"{folder}/{path}"]
            read = outline_of(content)
            with pypdfium2.PdfDocument(BytesIO(content)) as pdf:
                shown = "".join(page.get_textpage().get_text_range() for page in pdf)
            for text in (read, shown):
                assert [other for other in names.values() if other in text] == [name]
                assert f"-{folder.removeprefix('clinics/')}-draft" in text


def test_a_manifest_names_each_file_with_its_digest_and_what_was_checked(office):
    manifest = json.loads(office.shelf.outputs[f"{OAK}/manifest.json"])

    assert [one["path"] for one in manifest["files"]] == files_of(office.shelf, OAK)[:-1]
    assert {len(one["sha256"]) for one in manifest["files"]} == {64}
    assert manifest["outside"] == "NOT CHECKED"
    assert manifest["checked"] == {
        "the clinic's panel": list(CHECKS),
        "each handout, with the panel of the first clinic that it was made for": list(CHECKS),
    }


def test_a_manifest_claims_no_check_that_did_not_run(monkeypatch, office):
    names = {"handouts-letter": ("fonts", "words"), "handouts-a4": ("words",)}
    monkeypatch.setattr("bookbuild.verify.verify", lambda _, fmt, __: Outcome(names[fmt.name]))
    office.made(fresh=True)

    checked = json.loads(office.shelf.outputs[f"{MESA}/manifest.json"])["checked"]
    assert list(checked.values()) == [["fonts", "words"], ["words"]]


def test_what_is_taken_away_later_changes_nothing_of_what_was_checked(office):
    before = json.loads(office.shelf.outputs[f"{OAK}/manifest.json"])
    office.table = TABLE.replace("letter a4", "letter")
    office.made()

    after = json.loads(office.shelf.outputs[f"{OAK}/manifest.json"])
    assert (len(before["files"]), len(after["files"])) == (4, 2)
    assert after["checked"] == before["checked"]


def test_a_warning_about_a_panel_is_told(monkeypatch):
    doubt = Diagnostic(code="PDF021", message="hm", severity=Severity.WARNING)

    def doubtful(artefact, _fmt, _book):
        return Outcome((), () if "masthead" in artefact.html[0] else (doubt,))

    monkeypatch.setattr("bookbuild.verify.verify", doubtful)
    office = Office(table="name,papers\nOak Hill Pain Clinic,letter\n")

    assert office.brand().diagnostics == (doubt,)
    assert files_of(office.shelf, OAK)


def test_every_panel_is_proven_and_every_master_once(first_run):
    assert first_run.proven == [
        ("handouts-letter", "Oak", "panel"),
        ("handouts-letter", "Elm", "panel"),
        ("handouts-letter", "Mesa", "panel"),
        ("handouts-letter", "Oak", "sheet"),
        ("handouts-letter", "Oak", "sheet"),
        ("handouts-a4", "Oak", "sheet"),
        ("handouts-a4", "Oak", "sheet"),
    ]


def test_a_handout_that_is_not_proven_stops_the_run_before_it_is_written(monkeypatch):
    def lost(_artefact, fmt, _book):
        found = Diagnostic(code="PDF021", message="a word is lost")
        return Outcome((), (found,) if "a4" in fmt.name else ())

    monkeypatch.setattr("bookbuild.verify.verify", lost)
    head, _, elm, mesa = TABLE.splitlines()
    office = Office(table=f"{head}\n{elm}\n{mesa}\n")

    assert {one.code for one in office.brand().diagnostics} == {"PDF021"}
    assert files_of(office.shelf, ELM)
    assert not files_of(office.shelf, MESA)


def test_what_is_there_is_left_alone(office):
    assert office.made() == {"oak-hill-pain-clinic": 0, "elm-street-pain": 0, "mesa-clinic": 0}
    assert office.shelf.written == []
    assert office.told == []


def test_a_damaged_file_is_made_again_and_alone(office, first):
    office.shelf.outputs[f"{ELM}/{REST}"] = b"half of it"
    del office.shelf.outputs[f"{MESA}/handouts/a4/02-second.pdf"]

    assert office.made() == {"oak-hill-pain-clinic": 0, "elm-street-pain": 1, "mesa-clinic": 1}
    assert office.shelf.outputs[f"{ELM}/{REST}"] == first[f"{ELM}/{REST}"]
    assert office.shelf.outputs.keys() == first.keys()


@pytest.mark.parametrize(
    "damaged",
    [b"", b"[]", b'{"files": [1, {"path": 1', b'{"files": [1, {"path": 1}]}', b'{"files": 1}'],
)
def test_a_damaged_manifest_counts_as_none(office, first, damaged):
    office.shelf.outputs[f"{ELM}/manifest.json"] = damaged

    assert office.made()["elm-street-pain"] == 2
    assert office.shelf.outputs[f"{ELM}/{REST}"] == first[f"{ELM}/{REST}"]


def test_a_changed_detail_makes_that_clinic_anew(office):
    office.table = TABLE.replace("505-555-0110", "505-555-0111")

    assert office.made() == {"oak-hill-pain-clinic": 0, "elm-street-pain": 2, "mesa-clinic": 0}
    assert "505-555-0111" in outline_of(office.shelf.outputs[f"{ELM}/{REST}"])


def test_the_clinic_of_the_manuscript_is_no_part_of_a_handout_for_another(office):
    office.changed = {"manuscript/clinic.toml": '[clinic]\nname = "Our own"\n'}

    assert set(office.made().values()) == {0}


def test_rows_may_change_places(office):
    head, oak, elm, mesa = TABLE.splitlines()
    office.table = f"{head}\n\n{mesa}\n{elm}\n{oak}"

    assert set(office.made().values()) == {0}


def test_a_changed_word_makes_that_sheet_anew_for_every_clinic(office):
    chapter = (BASE / CHAPTER).read_text(encoding="utf-8")
    office.changed = {CHAPTER: chapter.replace("for a week", "for two weeks")}

    assert office.made() == {"oak-hill-pain-clinic": 2, "elm-street-pain": 1, "mesa-clinic": 1}
    assert sorted(path for path in office.shelf.written if path.startswith(ELM)) == [
        f"{ELM}/{REST}", f"{ELM}/manifest.json"
    ]  # fmt: skip


def test_a_paper_that_is_wanted_no_more_is_taken_away(office):
    office.table = TABLE.replace("letter a4", "letter")

    oak, *others = office.brand().served
    assert (oak.made, oak.gone) == (0, ("handouts/a4/01-first.pdf", "handouts/a4/02-second.pdf"))
    assert "handouts/a4/01-first.pdf" not in files_of(office.shelf, OAK)
    assert [one.gone for one in (*others, *office.brand().served)] == [()] * 5


def test_a_sheet_of_a_dropped_paper_that_somebody_changed_stays_and_is_told_on_every_run(office):
    office.table = TABLE.replace("letter a4", "letter")
    changed = "handouts/a4/02-second.pdf"
    office.shelf.outputs.update({f"{OAK}/{changed}": b"by hand", f"{OAK}/note.txt": b"ours"})

    for wish in ({}, {}, {"clean": True}, {"fresh": True}):
        assert [one.kept for one in office.brand(**wish).served] == [(changed,), (), ()]
    assert office.shelf.outputs[f"{OAK}/{changed}"] == b"by hand"


def test_the_list_of_clinics_is_written_before_them_all_and_with_the_proof_sheet(first_run):
    manifests = [path for path in first_run.shelf.written if path.endswith("manifest.json")]
    assert manifests == [
        "clinics/manifest.json",
        f"{OAK}/manifest.json",
        f"{ELM}/manifest.json",
        f"{MESA}/manifest.json",
        "clinics/manifest.json",
    ]


def test_the_list_of_clinics_is_read_no_oftener_for_more_of_them(first_run):
    assert 0 < first_run.listed < 4


@pytest.mark.parametrize("takes", [1, 2])
def test_a_run_that_was_stopped_goes_on_where_it_was(first, takes):
    office = Office(shelf=CutShelf(takes))
    with pytest.raises(PowerCutError):
        office.brand()
    office.shelf.takes = 99
    assert json.loads(office.shelf.outputs["clinics/manifest.json"])["clinics"] == [
        "elm-street-pain", "mesa-clinic", "oak-hill-pain-clinic"
    ]  # fmt: skip

    made = list(office.made().values())
    assert made == [0] * min(takes, 3) + [4, 2, 2][takes:]
    assert office.shelf.outputs == first


def test_a_clinic_taken_out_of_the_table_is_told_until_it_is_cleaned(office):
    office.table = "\n".join(line for line in TABLE.splitlines() if "Elm" not in line)

    assert [one.slug for one in office.brand().strangers] == ["elm-street-pain"]
    assert [one.slug for one in office.brand().strangers] == ["elm-street-pain"]
    [elm] = office.brand(clean=True).strangers
    assert (len(elm.ours), elm.kept, files_of(office.shelf, ELM)) == (3, (), [])
    assert office.brand().strangers == ()


def test_what_somebody_has_changed_or_put_there_is_kept_and_told_on_every_run(office):
    office.table = "\n".join(line for line in TABLE.splitlines() if "Elm" not in line)
    kept = ["handouts/letter/02-second.pdf", "note.txt"]
    office.shelf.outputs.update({f"{ELM}/{path}": b"by hand" for path in kept})

    assert [list(one.kept) for one in office.brand().strangers] == [kept]
    assert [list(one.kept) for one in office.brand(clean=True).strangers] == [kept]
    assert files_of(office.shelf, ELM) == kept
    assert [(one.ours, list(one.kept)) for one in office.brand().strangers] == [((), kept)]


def test_the_proof_sheet_shows_every_panel_with_its_slug(office):
    said = outline_of(office.shelf.outputs["clinics/proof.pdf"])

    assert "H1 A tiny book: panels of 3 clinics" in said
    assert "H2 Elm Street Pain Service elm-street-pain" in said
    assert said.count("P Your clinic") == 3


def test_a_fault_in_the_table_or_in_a_panel_writes_nothing():
    office = Office(table=TABLE.replace("Mesa Clinic", "Oak Hill Pain Clinic"))
    assert [one.code for one in office.brand().diagnostics] == ["CLN016"]

    lines = " | ".join(f"{at} Long Winding Mountain Road West" for at in range(4))
    high = TABLE.replace("12 Oak Road | Santa Fe, NM 87501", lines)
    office = Office(table=high.replace("Mesa Clinic", "丘 Clinic"))
    found = [str(one).partition(": ")[0] for one in office.brand().diagnostics]
    assert found == ["clinics.csv:2:22", "clinics.csv:4:1"]
    assert office.shelf.outputs == {}


def test_a_release_refuses_what_is_not_signed_off_and_what_is_for_examples():
    office = Office()
    found = [(one.code, str(one.span)) for one in office.brand(release=True).diagnostics]

    assert ("REL001", "None") in found
    examples = [place for code, place in found if code == "REL003"]
    assert examples == [
        "clinics.csv:2:57",
        "clinics.csv:2:70",
        "clinics.csv:2:83",
        "clinics.csv:3:26",
    ]
    assert office.shelf.outputs == {}


def test_a_release_waits_until_the_book_itself_is_released():
    office = signed_off()

    assert [one.code for one in office.brand(release=True).diagnostics] == ["REL007"]
    assert office.shelf.outputs == {}


def test_the_handouts_of_a_released_book_are_released():
    office = signed_off(released=True)

    assert office.made(release=True) == {"oak-hill-pain-clinic": 2}
    assert "draft" not in outline_of(office.shelf.outputs[f"{OAK}/{REST}"])


def signed_off(*, released=False):
    """Give an office whose book a clinician has approved, with one clinic."""
    standing = check_text(world_with()).book.standing
    review = (
        '[[review]]\nreviewer = "A"\nrole = "B"\ndate = 2026-01-01\nreasons = "Read."\n'
        f'instrument = "clinical review"\nverdict = "approved"\ntext = "{standing.text}"\n'
    )
    edition = (
        f'[[edition]]\nid = "{standing.edition_id}"\nversion = "1"\ndate = 2026-01-01\n'
        f'text = "{standing.text}"\n'
    )
    return Office(
        table="name,papers\nOak Hill Pain Clinic,letter\n",
        changed={
            "manuscript/reviews.toml": review,
            "manuscript/editions.toml": edition if released else "",
        },
    )


@pytest.mark.slow
def test_handouts_laid_out_one_by_one_say_the_same(office, first):
    assert office.made(exact=True) == {
        "oak-hill-pain-clinic": 4, "elm-street-pain": 2, "mesa-clinic": 2
    }  # fmt: skip
    checked = json.loads(office.shelf.outputs[f"{OAK}/manifest.json"])["checked"]
    assert list(checked) == ["each handout by itself"]
    assert set(CHECKS) < set(checked["each handout by itself"])
    for path, content in first.items():
        if path.endswith(".pdf"):
            assert outline_of(office.shelf.outputs[path]) == outline_of(content)


def test_every_file_opens_without_a_warning(first):
    for path, content in first.items():
        if path.endswith(".pdf"):
            with pikepdf.Pdf.open(BytesIO(content)) as pdf:
                assert pdf.check_pdf_syntax() == [], path
