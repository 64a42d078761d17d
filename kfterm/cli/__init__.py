"""The door: opens the terminal or runs a headless command. Exit codes: 0 done, 1 refused, 2 usage."""
