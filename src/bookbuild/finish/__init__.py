"""Finished pages in; what a printing house wants of them out."""
