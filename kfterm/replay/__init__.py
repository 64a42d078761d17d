"""Log to folds: a month, a moment, or now and onwards. Checkpoints are a cache beside the log; deleting them is safe."""
