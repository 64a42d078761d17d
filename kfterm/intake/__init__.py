"""Other people's files and feeds become wishes. Nothing here writes: every fact goes through the desk, except an export
that is restored, which is the log itself coming back.
"""
