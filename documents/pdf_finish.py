"""What the archive and screen readers want, and the renderer leaves out: header scopes and the PDF/UA mark."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns"

# PDF/A allows a property it does not know, such as PDF/UA's own, only with a description of it beside it.
UA_MARK = f"""
<rdf:Description rdf:about="" {RDF} xmlns:pdfuaid="{PDFUA}" pdfuaid:part="1"/>
<rdf:Description rdf:about="" {RDF} xmlns:pdfaExtension="{PDFA}/extension/"
    xmlns:pdfaSchema="{PDFA}/schema#" xmlns:pdfaProperty="{PDFA}/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{PDFUA}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(pdf: bytes) -> bytes:
    """The same document with scopes on its table headers and the mark of PDF/UA-1. Same in, same out."""
    with pikepdf.open(BytesIO(pdf)) as document:
        set_scopes(document.Root.StructTreeRoot)
        metadata = document.Root.Metadata
        head, end, tail = metadata.read_bytes().decode().rpartition("</rdf:RDF>")
        if not end:
            raise ValueError("the metadata has no rdf:RDF to put the PDF/UA mark in")
        metadata.write((head + UA_MARK + end + tail).encode())
        finished = BytesIO()
        document.save(finished, deterministic_id=True)
        return finished.getvalue()


def set_scopes(node: Object, section: str = "") -> None:
    """A header cell in a table's head stands over its column, any other before its row."""
    for child in children(node):
        kind = str(child.S)
        if kind == "/TH":
            attributes = child.get("/A") or Dictionary(O=Name.Table)
            attributes.Scope = Name.Column if section == "/THead" else Name.Row
            child.A = attributes
        set_scopes(child, kind if kind in ("/THead", "/TBody") else section)


def children(node: Object) -> Iterator[Object]:
    """The structure elements under `node`; its other kids are page content."""
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
