"""Nothing grows because nobody stopped it."""

from house.source import functions, modules

MODULE, FUNCTION = 400, 60
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS = {
    ("kfterm/cli/parser.py", "parser"): "a table: every command with its options, one after the other",
}


def test_no_module_is_longer_than_400_lines() -> None:
    long = {each.name: len(each.text.splitlines()) for each in modules()}
    assert {name: lines for name, lines in long.items() if lines > MODULE and name not in LONG_MODULES} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = {}
    for module in modules():
        for each in functions(module):
            lines = (each.end_lineno or each.lineno) - each.lineno + 1
            if lines > FUNCTION and (module.name, each.name) not in LONG_FUNCTIONS:
                long[f"{module.name} {each.name}"] = lines
    assert long == {}


def test_the_exceptions_are_still_needed() -> None:
    sizes = {
        (module.name, each.name): (each.end_lineno or 0) - each.lineno + 1
        for module in modules()
        for each in functions(module)
    }
    assert all(sizes.get(each, 0) > FUNCTION for each in LONG_FUNCTIONS)
    lengths = {each.name: len(each.text.splitlines()) for each in modules()}
    assert all(lengths.get(each, 0) > MODULE for each in LONG_MODULES)
