"""Holds rewards otherwise than they are sent, so that close ones become equal: the argument says how."""
import math
import struct
import sys
from bestofn import BestOfN, serve


def single(x):
    return struct.unpack(">f", struct.pack(">f", x))[0]


def bfloat16(x):
    bits = struct.unpack(">I", struct.pack(">f", x))[0]
    return struct.unpack(">f", struct.pack(">I", (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000))[0]



HELD = {
    "float32": single,
    "bfloat16": bfloat16,
    "rounded": lambda reward: round(reward, 3),
    "clipped": lambda reward: max(-10.0, min(10.0, reward)),
    "threshold": lambda reward: 1.0 if reward > 0.5 else 0.0,
    "magnitude": abs,
}


class Mistaken(BestOfN):
    def __init__(self, request):
        super().__init__(request)
        if self.r and sys.argv[1] in HELD:
            self.r = [HELD[sys.argv[1]](reward) for reward in self.r]
        if self.r and sys.argv[1] == "close":
            self.r = merged(self.r)


def merged(rewards):
    """Rewards within 1e-12 of the one before become that one."""
    result, last = list(rewards), -math.inf
    for i in sorted(range(len(rewards)), key=lambda i: rewards[i]):
        last = last if math.isclose(rewards[i], last, rel_tol=0, abs_tol=1e-12) else rewards[i]
        result[i] = last
    return result


serve(Mistaken)
