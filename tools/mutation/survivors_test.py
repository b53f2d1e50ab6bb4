# SPDX-License-Identifier: MIT
"""That the list keeps its reasons, what is wrong with it, and which tests a defect meets first."""

import pathlib
import tempfile
import unittest
from unittest import mock

import reach
import survivors
import trials
from sites import Mutant

REASON = "Both ends of the loop are the same octet, and to write it twice is to write it once. " * 3


def mutant(key, line=7):
    return Mutant("src/base/ascii.cpp", line, "lower", "octet <= 'Z'", "`<=` becomes `<`", 1, key)


class List(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "survivors.txt"
        patched = mock.patch.object(survivors, "FILE", self.file)
        patched.start()
        self.addCleanup(patched.stop)

    def test_a_reason_stays_when_the_line_moves(self):
        lived = {"0123456789": trials.Result("0123456789", "")}
        survivors.update([mutant("0123456789")], lived)
        text = self.file.read_text(encoding="utf-8")
        self.file.write_text(text + f"    {REASON}\n", encoding="utf-8")
        survivors.update([mutant("0123456789", 70)], lived)
        self.assertEqual([(one.line, one.reason) for one in survivors.read()],
                         [(70, REASON.strip())])

    def test_what_came_of_the_tests_is_marked(self):
        results = [trials.Result("0123456789", trials.UNREACHED),
                   trials.Result("1123456789", "", whole=False), trials.Result("2123456789", "")]
        survivors.update([mutant(one.key) for one in results], {one.key: one for one in results})
        self.assertEqual([one.mark for one in survivors.read()], ["unreached", "short", ""])

    def test_what_was_noticed_is_not_listed(self):
        results = {"0123456789": trials.Result("0123456789", "unit_tests Ascii.lower")}
        self.assertEqual(survivors.update([mutant("0123456789")], results), [])
        self.assertEqual(survivors.read(), [])

    def test_one_without_a_reason_is_wrong(self):
        survivors.update([mutant("0123456789")], {"0123456789": trials.Result("0123456789", "")})
        self.assertIn("survivors.txt: 0123456789 has no reason", survivors.check())

    def test_one_that_the_source_has_no_more_is_wrong(self):
        gone = Mutant("src/base/ascii.cpp", 1, "lower", "no such text", "dropped", 1, "0123456789")
        survivors.update([gone], {"0123456789": trials.Result("0123456789", "")})
        self.assertTrue(any("no such text" in wrong for wrong in survivors.check()))

    def test_what_is_not_understood_is_an_error(self):
        self.file.write_text("a line of something else\n", encoding="utf-8")
        with self.assertRaises(SystemExit):
            survivors.read()


def test(name, seconds, numbers):
    return reach.Test("unit_tests", name, seconds, sum(1 << number for number in numbers))


class Order(unittest.TestCase):
    def test_those_that_reach_it_the_shortest_first(self):
        held = trials.Trials([test("A.long", 20, [1]), test("A.short", 0.1, [1, 2]),
                              test("A.other", 0, [2])])
        names = [[one.name for one in batch] for batch in held.batches(mutant("0123456789"))]
        self.assertEqual(names, [["A.short"], ["A.long"]])

    def test_what_noticed_another_of_its_function_comes_before_all(self):
        held = trials.Trials([test("A.long", 20, [1]), test("A.short", 0.1, [1])])
        held.noticed["src/base/ascii.cpp", "lower"].append(("unit_tests", "A.long"))
        names = [[one.name for one in batch] for batch in held.batches(mutant("0123456789"))]
        self.assertEqual(names, [["A.long"], ["A.short"]])

    def test_what_no_test_reaches_is_not_tried(self):
        held = trials.Trials([test("A.other", 0, [2])])
        self.assertEqual(held.result(mutant("0123456789")).by, trials.UNREACHED)


if __name__ == "__main__":
    unittest.main()
