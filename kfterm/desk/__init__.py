"""The desk: the only writer. A wish is checked against the folded state, the rulebook in force and the clock; it becomes
events, or a refusal that names the clause and says what would make it possible.
"""
