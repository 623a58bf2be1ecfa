"""Numbers on their way to the library: doubles without a copy where they lie in a buffer, everything else exactly."""

from __future__ import annotations

import ctypes
import math
import operator
from array import array
from fractions import Fraction
from typing import Any, Iterable, List, Optional, Sequence, Tuple, Union

#: What a number may be: int, float, fractions.Fraction, decimal.Decimal, a NumPy scalar, or a text such as "0.1" or "1/3".
Number = Any

#: What a list of numbers may be: a list, a tuple, an array, a NumPy array, a tensor.
Numbers = Union[Sequence[Number], Iterable[Number]]

_LARGEST = 2**63

_DOUBLE = ctypes.c_double
_FORMATS = ("d", "@d", "=d", "<d")


def integer(value: Any, name: str) -> int:
    """A whole number that a 64-bit integer holds."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; it must be an integer.") from None
    if not -_LARGEST <= number < _LARGEST:
        raise ValueError(f"{name} is {number}; it must be from 1 to 1000000000.")
    return number


def exactly(value: Number, name: str) -> Fraction:
    """The exact value of a number; of a float, that of its bits."""
    try:
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError
        if isinstance(value, (str, Fraction, int, float)):
            return Fraction(value)
        if hasattr(value, "as_integer_ratio"):
            return Fraction(*value.as_integer_ratio())
        return Fraction(operator.index(value))
    except (ValueError, OverflowError, ZeroDivisionError):
        raise ValueError(f"{name} is {value}; it must be a finite number.") from None
    except TypeError:
        raise TypeError(f"{name} is {value!r}; it must be a number.") from None


class Doubles:
    """Doubles in memory: where they are, how many, and what keeps them there."""

    __slots__ = ("address", "count", "owner")

    def __init__(self, address: Any, count: int, owner: Any) -> None:
        self.address, self.count, self.owner = address, count, owner


def doubles(values: Numbers, name: str) -> Optional[Doubles]:
    """Numbers as doubles in memory, without a copy where they are that already; None where some number is no double."""
    try:
        view = memoryview(values)  # type: ignore[arg-type]
    except TypeError:
        return _of_list(_listed(values, name), name)
    if view.ndim != 1:
        raise ValueError(f"{name} has {view.ndim} dimensions; it must have 1.")
    if view.format not in _FORMATS or not view.c_contiguous or (view.format == "<d" and not _is_little_endian()):
        return _of_list(view.tolist() if view.format in _READABLE else _listed(values, name), name)
    count = len(view)
    if count == 0:
        return Doubles(None, 0, None)
    if view.readonly:
        # ctypes points to writable memory only.
        interface = getattr(values, "__array_interface__", None)
        if interface is not None:
            return Doubles(interface["data"][0], count, values)
        copy = (_DOUBLE * count).from_buffer_copy(view)
        return Doubles(copy, count, copy)
    return Doubles((_DOUBLE * count).from_buffer(view), count, view)


_READABLE = "@bBhHiIlLqQfd?".replace("@", "")


def _is_little_endian() -> bool:
    return memoryview(array("H", [1])).cast("B")[0] == 1


def _listed(values: Numbers, name: str) -> List[Number]:
    if isinstance(values, (str, bytes, dict)):
        raise TypeError(f"{name} is {values!r}; it must be a list of numbers.")
    if hasattr(values, "tolist"):
        values = values.tolist()
    try:
        return list(values)
    except TypeError:
        raise TypeError(f"{name} is {values!r}; it must be a list of numbers.") from None


def _of_list(values: List[Number], name: str) -> Optional[Doubles]:
    try:
        if all(type(value) is float for value in values):
            made = array("d", values)
        else:
            made = array("d")
            for i, value in enumerate(values):
                if isinstance(value, float):
                    made.append(value)
                    continue
                exact = exactly(value, f"{name}[{i}]")
                number = float(exact)
                if Fraction(number) != exact:
                    return None
                made.append(number)
    except OverflowError:
        return None
    address = (_DOUBLE * len(made)).from_buffer(made) if made else None
    return Doubles(address, len(made), made)


def fractions(values: Numbers, name: str) -> List[str]:
    """Numbers as exact texts."""
    return [str(exactly(value, f"{name}[{i}]")) for i, value in enumerate(_listed(values, name))]


def integers(values: Numbers, name: str) -> Tuple[Any, int]:
    """Whole numbers in memory, and how many."""
    listed = _listed(values, name)
    made = (ctypes.c_int64 * len(listed))(*(integer(value, f"{name}[{i}]") for i, value in enumerate(listed)))
    return made, len(listed)
