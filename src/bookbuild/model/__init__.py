"""The words every stage shares.

In: nothing; this package imports the standard library alone, so it can be read without
installing anything. Out: frozen values: sources and spans, diagnostics, the book as configured,
the document as written, the document as resolved for one edition, formats, artefacts, the World.
"""
