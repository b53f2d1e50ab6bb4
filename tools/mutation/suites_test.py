# SPDX-License-Identifier: MIT
"""That suites.txt has those first that noticed most, and reads as it was written."""

import pathlib
import tempfile
import unittest
from unittest import mock

import reach
import suites
import trials
from sites import Mutant

NOTICED = {"a": "unit_tests Ascii.lower", "b": "unit_tests Ascii.upper",
           "c": "narrow_tests Mime.all", "d": "narrow_tests Mime.all", "e": "narrow_tests Mime.all", "f": "model --seeds 0..9",
           "g": "", "h": trials.UNREACHED, "i": "dialogue_tests Each/Greeting.is/3"}


class Suites(unittest.TestCase):
    def test_reads_as_it_was_written(self):
        mutants = [Mutant("src/base/ascii.cpp", 1, "f", "a", "dropped", 0, key) for key in NOTICED]
        results = {key: trials.Result(key, by) for key, by in NOTICED.items()}
        tests = [reach.Test("unit_tests", "Ascii.lower", 0.5, 0),
                 reach.Test("unit_tests", "Ascii.upper", 1.5, 0)]
        with tempfile.TemporaryDirectory() as folder, \
                mock.patch.object(suites, "FILE", pathlib.Path(folder) / "suites.txt"):
            suites.update(mutants, results, tests)
            many, found = suites.read()
        self.assertEqual(many, {"src/base/ascii.cpp": len(NOTICED)})
        self.assertEqual(found["src/base/ascii.cpp"],
                         [("unit_tests", "Ascii", 2.0), ("dialogue_tests", "Each/Greeting", 0.0),
                          ("narrow_tests", "Mime", 0.0)])


if __name__ == "__main__":
    unittest.main()
