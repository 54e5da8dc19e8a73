"""A mapping proposed for a file that nobody has mapped: matched, explained, asked, never guessed.

`headings` says what a header may mean, `evidence` what its cells look like, `match` puts both
together, `draft` writes the mapping and `told` explains it.
"""
