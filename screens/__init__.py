"""The screens: Textual over the desk. One file a screen with its `.tcss` beside it; `widgets/` for what several draw.

Screens read the desk and the folds' states, say wishes to the desk, and show its answers. No SQL, no rule, no
arithmetic on money here; what a row or a line says is made by pure functions that are tested without an app.
"""
