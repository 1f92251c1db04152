"""Draw figures from declared data.

In: a figure of the model. Out: a whole SVG file as text, and the text alternative for the same
data. Titles and captions stand in the page, not here.
"""
