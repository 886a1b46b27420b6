"""A second corpus of papers: drawn as vectors by ReportLab, rasterised by pdfium, scanned in its own way.

It shares no drawing code, wording or seeds with `tests.support.paper_corpus`: thresholds that were set on one
of them are tried on the other.
"""
