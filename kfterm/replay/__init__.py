"""Log to folds: a month, a moment, or now and onwards. Checkpoints are a cache beside the log and may be deleted."""
