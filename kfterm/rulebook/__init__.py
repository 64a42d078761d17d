"""Rulebooks: a company's policy as data. A folder of TOML, read and checked here; what it does is in `month` and `desk`.

A clause carries its id, the original sentence, an English one, the decisions it rests on, and the mechanisms
(`[[clause.rule]]`) that make it do something. Mechanisms are typed, small and pure; no number of a policy is in Python.
"""
