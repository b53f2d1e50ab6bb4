# SPDX-License-Identifier: MIT
"""The budget lets 2 % pass and no more."""

import unittest

from budget import AIMS, CORTEX_M4, agrees, over
from features import PORT

TEXT = f"text: {PORT}"


def complaints(now, kept, name="text: x", processor=CORTEX_M4):
    return over({processor: {name: now}}, {processor: {name: kept}})


class Budget(unittest.TestCase):
    def test_two_per_cent_pass_and_more_do_not(self):
        self.assertEqual(complaints(1020, 1000), [])
        self.assertEqual(complaints(1021, 1000), ["cortex-m4, text: x: 1021, budget 1000"])

    def test_what_is_nothing_stays_nothing(self):
        self.assertEqual(len(complaints(1, 0)), 1)

    def test_a_figure_of_which_the_budget_says_nothing(self):
        self.assertEqual(over({CORTEX_M4: {"y": 1}}, {}), ["cortex-m4, y: not in the budget"])

    def test_an_aim_that_is_reached_is_not_given_up(self):
        aim = AIMS[TEXT]
        self.assertEqual(complaints(aim, aim, TEXT), [])
        self.assertEqual(len(complaints(aim + 1, aim, TEXT)), 1)
        self.assertEqual(complaints(aim + 1, aim, TEXT, "rv32imac"), [])

    def test_an_aim_that_is_missed_gets_no_further_away(self):
        self.assertEqual(complaints(3060, 3000, TEXT), [])
        self.assertEqual(len(complaints(3061, 3000, TEXT)), 1)


class Page(unittest.TestCase):
    def test_figures_may_differ_by_two_per_cent(self):
        self.assertTrue(agrees("| core | 1000 |", "| core | 1020 |"))
        self.assertFalse(agrees("| core | 1000 |", "| core | 1021 |"))
        self.assertFalse(agrees("| core | 1000 |", "| core | 979 |"))
        self.assertTrue(agrees("| core | 10 |", "| core | 42 |", slack=32))

    def test_words_may_not(self):
        self.assertFalse(agrees("| core | 1000 |", "| port | 1000 |"))
        self.assertFalse(agrees("| core | 1000 |", "| core | 1000 |\n| port | 1 |"))


if __name__ == "__main__":
    unittest.main()
