"""Pages read before they are painted, those of a part that stands but once.

In: the parts of a book, or its pages. Out: a galley, what is wrong on the pages, and their tree of
tags; and pages that are ready to be painted, with all word spaces and without dead links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.render.pdf.galley import Galley
from bookbuild.render.pdf.geometry import Fault, faults_on
from bookbuild.render.pdf.job import PrintJob
from bookbuild.render.pdf.press import link_findings
from bookbuild.render.pdf.setpart import SetPart
from bookbuild.render.pdf.structure import Node, joined_structure, structure_of
from bookbuild.render.pdf.tagging import drop_dead_links
from bookbuild.render.pdf.wordspaces import add_word_spaces


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What is known of pages that were read. links: findings about links out of the book."""

    galley: Galley
    faults: Sequence[Fault]
    links: Sequence[Diagnostic]
    structure: Node


def read(root: Element, pages: Sequence[Any], job: PrintJob, first: int = 0) -> Reading:
    """Read pages, and make them ready to be painted. first: the number of the first, from 0."""
    galley = Galley(root, pages, first)
    return Reading(
        galley=galley,
        faults=faults_on(galley, pages, job),
        links=list(link_findings(pages)),
        structure=made_ready(galley, pages),
    )


def made_ready(galley: Galley, pages: Sequence[Any]) -> Node:
    """Give the tree of tags of pages, and make them ready to be painted."""
    structure = structure_of(galley)
    add_word_spaces(galley)
    drop_dead_links(pages, galley, structure)
    return structure


def read_parts(root: Element, parts: Sequence[SetPart], job: PrintJob) -> Reading:
    """Read a book part by part; what stands was read before. root: of the whole book."""
    readings = [_read_once(part, job) for part in parts]
    return Reading(
        galley=Galley.joined(root, [one.galley for one in readings]),
        faults=[fault for one in readings for fault in one.faults],
        links=[link for one in readings for link in one.links],
        structure=joined_structure(one.structure for one in readings),
    )


def _read_once(part: SetPart, job: PrintJob) -> Reading:
    if part.kept.reading is None:
        part.kept.reading = read(part.root, part.pages, job, part.start.page - 1)
    reading: Reading = part.kept.reading
    return reading
