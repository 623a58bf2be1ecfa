"""The C library: found, loaded, and called. What it refuses becomes a ValueError with its sentence."""

from __future__ import annotations

import ctypes
import os
import pathlib
import platform
import re
import sys
import threading
from typing import Any, Callable, Dict, List, Optional

_API = 1
_OK, _BAD_INPUT, _OPEN = 0, 1, 2
_MESSAGE_SIZE = 8192

# A call that costs less is made at once; a longer one in a thread of its own, so that Ctrl-C is heard.
_QUICK = 2000


class OpenError(ArithmeticError):
    """The double nearest to the value is open at the highest precision that is tried; :func:`bonverify.oracle` encloses the value."""


def _require_vectors() -> None:
    """Refuses a machine on which the library would end the process: on x64 it needs AVX2, FMA and what came with them."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return
    missing = False
    if sys.platform == "win32":
        missing = not ctypes.windll.kernel32.IsProcessorFeaturePresent(40)  # PF_AVX2_INSTRUCTIONS_AVAILABLE
    elif sys.platform == "linux":
        flags = re.search(r"^flags\s*:(.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        missing = flags is not None and not {"avx2", "fma", "bmi2", "movbe"} <= set(flags.group(1).split())
    if missing:
        raise ImportError("bonverify needs a processor with AVX2 and FMA (Intel since 2013, AMD since 2015)")


def _load() -> ctypes.CDLL:
    name = {"win32": "bonverify.dll", "darwin": "libbonverify.dylib"}.get(sys.platform, "libbonverify.so")
    path = pathlib.Path(os.environ.get("BONVERIFY_LIBRARY") or pathlib.Path(__file__).with_name(name))
    if not path.is_file():
        raise ImportError(f"{path} is missing: the package has to be installed from a wheel, which has the library inside")
    _require_vectors()
    return ctypes.CDLL(str(path))


lib = _load()

_P, _I, _N, _S = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
_END = (_P, ctypes.c_size_t)


_functions: Dict[str, Callable[..., int]] = {}


def _declare(name: str, *arguments: Any) -> Callable[..., int]:
    function = getattr(lib, "bonverify_" + name)
    function.argtypes = arguments + _END
    function.restype = ctypes.c_int
    _functions[name] = function

    def start(*given: Any) -> int:
        _start()
        return function(*given)  # type: ignore[no-any-return]

    return start


def _start() -> None:
    # At the first call and not before: until then a process may be forked.
    lib.bonverify_version.argtypes = (_P, ctypes.c_size_t)
    if lib.bonverify_version(None, 0) != _API:
        raise ImportError(f"the library has version {lib.bonverify_version(None, 0)} of the interface; this package needs {_API}")
    globals().update(_functions)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_end)


def _end() -> None:
    # The library's memory management does not survive a fork: it would hang, or end the process.
    def refuse(*_: Any) -> int:
        raise RuntimeError("bonverify was used before this process was forked; use it afterwards only, or start processes by the method 'spawn'")

    globals().update(dict.fromkeys(_functions, refuse))


kl_quick = _declare("kl_quick", _P, _P, _N, _N, _I, _P)
kl = _declare("kl", _P, _P, _N, _N, _I, _P)
win_rate = _declare("win_rate", _P, _P, _N, _N, _I, _P)
total_variation = _declare("total_variation", _P, _P, _N, _N, _I, _P)
chi_squared = _declare("chi_squared", _P, _P, _N, _N, _I, _P)
expected_reward = _declare("expected_reward", _P, _P, _N, _N, _I, _P)
pmf = _declare("pmf", _P, _P, _N, _N, _I, _P)
kl_curve = _declare("kl_curve", _P, _P, _N, _P, _N, _I, _P)
win_rate_curve = _declare("win_rate_curve", _P, _P, _N, _P, _N, _I, _P)
estimator = _declare("estimator", _N, _P, _N, _P)
best_at_k = _declare("best_at_k", _P, _N, _N, _P)
worst_at_k = _declare("worst_at_k", _P, _N, _N, _P)
gold_at_k = _declare("gold_at_k", _P, _P, _N, _N, _P)
pass_at_k = _declare("pass_at_k", _N, _N, _N, _P)
pass_hat_k = _declare("pass_hat_k", _N, _N, _N, _P)
g_pass_at_k = _declare("g_pass_at_k", _N, _N, _N, _S, _P)
maj_at_k = _declare("maj_at_k", _P, _N, _N, _I, _P)
oracle = _declare("oracle", _S, _S, _P)
judge_new = _declare("judge_new", _S, _P)
judge_next = _declare("judge_next", _N, _P)
judge_answer = _declare("judge_answer", _N, _S)
judge_report = _declare("judge_report", _N, _P)
lib.bonverify_judge_free.argtypes = (_N,)
lib.bonverify_judge_free.restype = None
lib.bonverify_free.argtypes = (_P,)
lib.bonverify_free.restype = None


def call(function: Callable[..., int], *arguments: Any, cost: float = 0) -> None:
    """Calls the library; what it refuses is raised. The arguments live at least as long as the call."""
    message = ctypes.create_string_buffer(_MESSAGE_SIZE)

    def run() -> int:
        return function(*arguments, message, _MESSAGE_SIZE)

    status = run() if cost <= _QUICK or threading.current_thread() is not threading.main_thread() else _interruptibly(run)
    if status != _OK:
        text = message.value.decode("utf-8", "replace")
        raise ValueError(text) if status == _BAD_INPUT else OpenError(text) if status == _OPEN else RuntimeError(text)


def _interruptibly(run: Callable[[], int]) -> int:
    # A thread waits for the library and the main thread for it, awake for signals. An interrupted call goes on, unheard, to its end.
    result: List[int] = []
    thread = threading.Thread(target=lambda: result.append(run()), name="bonverify", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)
    return result[0]


def _text(function: Callable[..., int], *arguments: Any, cost: float = 0) -> Optional[str]:
    address = ctypes.c_void_p()
    call(function, *arguments, ctypes.byref(address), cost=cost)
    if not address.value:
        return None
    try:
        return ctypes.string_at(address.value).decode("utf-8")
    finally:
        lib.bonverify_free(address)


def utf8(text: str, name: str) -> bytes:
    """A text as the library reads it."""
    if "\0" in text:
        raise ValueError(f"{name} has a NUL character; it must have none.")
    return text.encode("utf-8", "surrogatepass")


def answer(case: str, options: str) -> str:
    # What a case costs is not known beforehand.
    return _text(oracle, utf8(case, "case"), utf8(options, "options"), cost=float("inf")) or ""


class Judge:
    """An examination of the library. A context, at whose end it is forgotten."""

    def __init__(self, options: str) -> None:
        number = ctypes.c_int64()
        call(judge_new, utf8(options, "options"), ctypes.byref(number))
        self._number = number.value

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, *_: object) -> None:
        lib.bonverify_judge_free(self._number)

    def next(self) -> Optional[str]:
        return _text(judge_next, self._number)

    def answer(self, answer: str) -> None:
        call(judge_answer, self._number, utf8(answer, "answer"))

    def report(self) -> str:
        return _text(judge_report, self._number, cost=float("inf")) or ""
