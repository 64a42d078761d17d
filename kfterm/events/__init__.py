"""The vocabulary: every fact that can be logged, one small frozen type each, one file a topic.

Kinds are `noun.past_participle` and frozen for ever. Adding one: a class in its topic's file, its place in
`registry.py`, a line in `tests/golden/events.ndjson`.
"""
