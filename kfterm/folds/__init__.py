"""Facts to state, and nothing else: pure, deterministic, in the order (`at`, `seq`).

Each topic has a state (a plain mutable Struct, so that a checkpoint is one msgpack call) that only its own handlers
change. The folds collect; what a fact *means* under a rulebook is judged in `month`, from these states alone, so that
a roster corrected afterwards or a punch that arrives late changes the past without anything being rewound by hand.
Facts are remembered by the `seq` of their row.
"""
