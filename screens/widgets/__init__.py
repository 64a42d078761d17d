"""What more than one screen draws with: lines, a table of one widget a column, a picker, small forms.

They know text and keys, and nothing of desks, folds or rules: screens hand them rows and hear what was chosen. Colours
are component classes with theme variables (`painted.py`); whatever is drawn goes through `screens.text.safe` first.
"""
