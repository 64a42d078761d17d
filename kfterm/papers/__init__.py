"""What leaves the house on paper: handover sheets, month tables, accounts of one person.

Each paper is first *content*, pure data folded from a judged shop, then words in one language, then a shape: plain text
in terminal cells, or a PDF by a template under `data/papers/`. Nothing here writes to the log or reads a clock.
"""
