"""Money and exact numbers: whole fen outside a calculation, exact fractions inside, one rounding per line (G5)."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

_CENT = Decimal("0.01")


def fen(yuan: Decimal) -> int:
    """Yuan as whole fen. Raises ValueError for more than two decimals: an amount is never rounded on the way in."""
    scaled = yuan * 100
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(f"{yuan} has more than two decimals")
    return int(scaled)


def yuan(amount_fen: int) -> str:
    """Fen as a signed decimal string with two decimals: `-14667` is `"-146.67"`."""
    return str((Decimal(amount_fen) / 100).quantize(_CENT))


def round_half_up(amount: Fraction) -> int:
    """The nearest whole number; halves go away from zero."""
    sign = -1 if amount < 0 else 1
    magnitude = abs(amount)
    return sign * ((2 * magnitude.numerator + magnitude.denominator) // (2 * magnitude.denominator))


def decimal_text(value: Decimal | Fraction | int) -> str:
    """A number as plainly as it can be said: `3`, `0.5`, `-2`. A fraction without an end is cut to six decimals."""
    if isinstance(value, Fraction):
        value = (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


def parse_decimal(text: str) -> Decimal | None:
    """A decimal a person typed, or None."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
