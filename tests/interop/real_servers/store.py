# SPDX-License-Identifier: MIT
"""Mails as files: N.envelope, a line for the sender and then one for each recipient, and
N.content, which comes last and whole. N counts from 0."""

import threading

from .processes import wait_until


class Store:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.found = {}
        # Threads that wait for different mails look into one store.
        self.lock = threading.Lock()

    def look(self):
        """Reads what is new."""
        while (path := self.folder / f"{self.count}.content").exists():
            content = path.read_bytes()
            envelope = path.with_suffix(".envelope").read_text(encoding="utf-8").splitlines()
            for recipient in envelope[1:]:
                self.found.setdefault(recipient, []).append(content)
            self.count += 1

    def mails(self, recipient):
        """The contents of the mails that came for the recipient, in their order."""
        with self.lock:
            self.look()
            return self.found.get(recipient, [])

    def wait_for(self, recipient, count=1):
        return wait_until(lambda: len(found := self.mails(recipient)) >= count and found,
                          f"mail for {recipient}")
