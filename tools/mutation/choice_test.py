# SPDX-License-Identifier: MIT
"""That a commit has the same few defects each time, another commit others, and none is known."""

import unittest
from unittest import mock

import choice
import sites
import survivors

NAMES = ["src/base/ascii.cpp", "src/base/utf8.cpp"]


def parse(name):
    made = [sites.Mutant(name, line, "f", "a", "dropped", 0, f"{name} {line}")
            for line in range(90)]
    return sites.Mutated(b"", made)


def keys(seed, known=()):
    listed = [survivors.Survivor(key.split()[0], 1, "f", key, "a", "why") for key in known]
    with mock.patch.object(choice.tree, "mutated_files", lambda: NAMES), \
            mock.patch.object(choice.suites, "read", lambda: ({NAMES[0]: 90}, {})), \
            mock.patch.object(choice.survivors, "read", lambda: listed):
        return [one.key for one in choice.choose(12, parse, seed)[1]]


class Choice(unittest.TestCase):
    def test_twelve_of_them_each_once(self):
        self.assertEqual(len(set(keys("a commit"))), 12)

    def test_the_same_for_the_same_commit(self):
        self.assertEqual(keys("a commit"), keys("a commit"))

    def test_others_for_another(self):
        self.assertNotEqual(keys("a commit"), keys("another"))

    def test_of_more_than_one_source(self):
        self.assertEqual({key.split()[0] for key in keys("a commit")}, set(NAMES))

    def test_none_that_is_listed(self):
        known = keys("a commit")[:3]
        self.assertFalse(set(known) & set(keys("a commit", known)))


if __name__ == "__main__":
    unittest.main()
