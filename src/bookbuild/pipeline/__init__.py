"""The way of a book through the house: the only package that knows every stage.

Begin at `run.run`: it looks at its notes, and where nothing has changed it opens no stage at
all. Else `checking` reads and checks the text, `pieces` says what each output is made from,
`plan` which of them are stale and why, `build` makes those, and `accounts` tells what is there.
"""
