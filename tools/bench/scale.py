"""What branding comes to for many clinics, worked from the figures of one run.

In: the measured branded handouts, and assumptions that are named. Out: a table for docs/scale.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tools.bench.real import BRANDED, BRANDED_ALL, WARM, Branded
from tools.bench.tables import table

CLINICS: Final = 100_000
PRICE: Final = 0.05
"""US dollars for an hour of a core: an assumption, as an example."""
KEEPING: Final = 0.02
"""US dollars for a gigabyte kept for a month: an assumption, as an example."""
FLEETS: Final = ((1, 2), (1, 16), (10, 16))
"""Machines, and the cores of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What was measured, as docs/scale.md names it.

    clinics: N. files: F, of one clinic. cpu: c, CPU seconds of one file. masters: m, CPU seconds
    before the first file. size: b, bytes of one file. busy: e, the share of the cores that worked.
    again: w, CPU seconds of one file that is printed anew by a warm process.
    """

    clinics: int
    files: float
    cpu: float
    masters: float
    size: float
    busy: float
    again: float

    @property
    def core_hours(self) -> float:
        """Give the core hours of all clinics on one machine."""
        return (self.clinics * self.files * self.cpu + self.masters) / 3600

    @property
    def core_hours_again(self) -> float:
        """Give the core hours without masters, every file printed anew."""
        return self.clinics * self.files * self.again / 3600

    @property
    def gigabytes(self) -> float:
        """Give the bytes of all files."""
        return self.clinics * self.files * self.size / 1e9

    def hours(self, machines: int, cores: int) -> float:
        """Give the hours by the clock; each core of each machine lays out the masters itself."""
        each = self.clinics / machines * self.files * self.cpu
        return (each / (cores * self.busy) + self.masters) / 3600


def scale_of(branded: Branded, cores: int, clinics: int = CLINICS) -> Scale | None:
    """Take the figures of a run on so many cores; None when something was not measured."""
    everyone = BRANDED_ALL.format(clinics=f"{branded.clinics:,}")
    whole, each, again = branded.rows[everyone], branded.per_file(BRANDED), branded.per_file(WARM)
    seconds, cpu = whole.typical("seconds"), whole.typical("cpu")
    if not (seconds and cpu and each and again):
        return None
    made = branded.files[everyone]
    return Scale(
        clinics=clinics,
        files=made / branded.clinics,
        cpu=each,
        masters=max(0.0, cpu - made * each),
        size=branded.bytes / made,
        busy=min(1.0, cpu / seconds / cores),
        again=again,
    )


def scale_tables(scale: Scale) -> str:
    """Write what was measured, and what it comes to."""
    known = [
        ("F, files of one clinic", f"{scale.files:.0f}"),
        ("c, CPU of one file", f"{scale.cpu * 1000:.1f} ms"),
        ("m, CPU of the masters, once in a run", f"{scale.masters:.1f} s"),
        ("b, size of one file", f"{scale.size / 1000:.1f} kB"),
        ("e, share of the cores that was busy", f"{scale.busy:.2f}"),
        ("w, CPU of one file printed anew by a warm process", f"{scale.again * 1000:.0f} ms"),
    ]
    files = scale.clinics * scale.files
    hours, again = scale.core_hours, scale.core_hours_again
    worked = [
        ("files, N × F", f"{files / 1e6:.2f} million"),
        ("core hours, (N × F × c + m) / 3600", f"{hours:.1f}"),
        (f"their cost at {PRICE} dollars a core hour", f"{hours * PRICE:.2f} dollars"),
        ("core hours if every file were printed anew, N × F × w / 3600", f"{again:.0f}"),
        ("storage, N × F × b", f"{scale.gigabytes:.0f} GB"),
        (
            f"its cost at {KEEPING} dollars a GB and month",
            f"{scale.gigabytes * KEEPING:.2f} dollars a month",
        ),
        *(
            (
                f"hours by the clock on {_machines(machines)} of {cores} cores",
                _hours(scale, machines, cores),
            )
            for machines, cores in FLEETS
        ),
    ]
    return "\n\n".join(
        [
            table(("measured", ""), known),
            table((f"{scale.clinics:,} clinics", ""), worked),
        ]
    )


def _machines(count: int) -> str:
    return "one machine" if count == 1 else f"{count} machines"


def _hours(scale: Scale, machines: int, cores: int) -> str:
    return f"{scale.hours(machines, cores):.2f}"
