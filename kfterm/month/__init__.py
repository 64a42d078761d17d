"""Folded facts under a rulebook: attendance days, scores, pay lines, cases, the month's summary.

Pure: a shop's state, a calendar and the moment up to which it is judged go in; figures come out that name their
clauses and the seqs of the events that made them. The live floor and the month end call the same functions.
"""
