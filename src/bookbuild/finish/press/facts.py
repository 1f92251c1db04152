"""What a press file says about itself: the Info dictionary and the XMP packet.

In: the ticket. Out: both, saying the same (ISO 15930-7, 6.6 to 6.9). Written by hand, because a
library would add its own name and the time.
"""

from __future__ import annotations

from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from bookbuild.model.press import JobTicket

_PROGRAM: Final = "bookbuild"

_PACKET: Final = """\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:identifier>{copy}</dc:identifier>
<pdf:Producer>{program}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID>
<xmpMM:VersionID>{copy}</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def put_facts(pdf: pikepdf.Pdf, ticket: JobTicket) -> None:
    """Write both; a date is midnight in UTC."""
    date = String(f"D:{ticket.date:%Y%m%d}000000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(ticket.title),
            Creator=String(_PROGRAM),
            Producer=String(_PROGRAM),
            CreationDate=date,
            ModDate=date,
            Trapped=Name("/False"),
        )
    )
    pdf.Root.Metadata = pdf.make_stream(
        _packet(ticket).encode(), Type=Name.Metadata, Subtype=Name.XML
    )


def _packet(ticket: JobTicket) -> str:
    told = f"{ticket.copy_id}/{ticket.trim.name}/{ticket.title}"
    return _PACKET.format(
        title=escape(ticket.title),
        copy=escape(ticket.copy_id),
        program=_PROGRAM,
        date=f"{ticket.date:%Y-%m-%d}T00:00:00Z",
        document=uuid5(NAMESPACE_URL, f"bookbuild/press/{told}").urn.replace("urn:uuid:", "uuid:"),
    )
