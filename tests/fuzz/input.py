# SPDX-License-Identifier: MIT
"""Writes inputs as libFuzzer's FuzzedDataProvider reads them: texts from the front, numbers from the
back, each in the order in which the target asks for them."""


class Input:
    def __init__(self):
        self.front = b""
        self.back = b""

    def text(self, octets):
        """ConsumeRandomLengthString: a backslash and another octet end it."""
        self.front += octets.replace(b"\\", b"\\\\") + b"\\ "
        return self

    def rest(self, octets):
        """ConsumeRemainingBytesAsString."""
        self.front += octets
        return self

    def number(self, value, least, most):
        """ConsumeIntegralInRange(least, most)."""
        offset = value - least
        span = most - least
        while span > 0:
            size = (span.bit_length() - 1) // 8
            self.back = bytes([(offset >> 8 * size) & 255]) + self.back
            span = span >> 8 if size else 0
            offset &= (1 << 8 * size) - 1
        return self

    def flag(self, value):
        return self.number(int(value), 0, 1)

    def flags(self, *values):
        for value in values:
            self.flag(value)
        return self

    def octets(self):
        return self.front + self.back
