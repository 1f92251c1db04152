"""bookbuild: one manuscript of a patient text in, proven PDF books and e-books out.

Importing this package costs nothing: WeasyPrint and the other heavy libraries open late.
"""

__version__ = "0.1.0"
