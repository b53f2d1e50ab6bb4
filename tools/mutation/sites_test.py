# SPDX-License-Identifier: MIT
"""What defects a little source has, and that one of them is there at run time when it is chosen."""

import os
import pathlib
import subprocess
import tempfile
import unittest

from clang.cindex import Index, TranslationUnit

import sites

HERE = pathlib.Path(__file__).resolve().parent


def parsed(text):
    unit = Index.create().parse("sample.cpp", args=["-xc++", "-std=c++20"],
                                unsaved_files=[("sample.cpp", text)],
                                options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    return sites.Source("sample.cpp", text.encode(), unit).plain()


def changes(text):
    return [f"{mutant.text}: {mutant.change}" for mutant in parsed(text).mutants]


class Found(unittest.TestCase):
    def test_of_a_condition_the_limit_and_the_opposite(self):
        found = changes("void f(); void g(unsigned a) { if (a < 7) f(); }")
        self.assertEqual(sorted(found), ["7: -1", "a < 7: `<` becomes `<=`",
                                         "a < 7: `<` becomes `>=`", "f(): dropped"])

    def test_logical_operators_and_negations(self):
        found = changes("bool f(bool a, bool b) { return !a || b; }")
        self.assertEqual(sorted(found), ["!a || b: `||` becomes `&&`", "!a: `!` dropped"])

    def test_arithmetic(self):
        found = changes("int f(int a, int b) { a += b; return -a * b; }")
        self.assertEqual(sorted(found), ["-a * b: `*` becomes `/`", "-a: `-` becomes `+`",
                                         "a += b: `+=` becomes `-=`", "a += b: dropped"])

    def test_arguments_of_one_type_swapped(self):
        found = changes("int g(int, int, char); int f(int a, int b, char c) { return g(a, b, c); }")
        self.assertEqual(found, ["g(a, b, c): `a` and `b` swapped"])

    def test_arguments_whose_order_is_the_same_stay(self):
        text = "int smaller(int, int); int f(int a, int b) { return smaller(a, b); }"
        self.assertEqual(changes(text), [])

    def test_a_return_that_guards_is_dropped_and_the_last_is_not(self):
        found = changes("bool g(); int f(int a) { if (g()) return a; return a; }")
        self.assertEqual(sorted(found), ["g(): negated", "return a: dropped"])

    def test_what_the_compiler_has_to_know_has_none(self):
        text = """
            template <int n> struct Array { int at[n + 1]; };
            enum Which { first = 1 };
            constexpr int limit = 3;
            static_assert(limit < 4);
            int f(int a) {
              constexpr int local = 5;
              Array<2> array;
              int plain[8];
              switch (a) {
                case 6: return a;
                default: return local;
              }
            }"""
        self.assertEqual(changes(text), [])

    def test_what_a_macro_makes_has_none(self):
        self.assertEqual(changes("#define LESS(a, b) ((a) < (b))\n"
                                 "bool f(int a) { return LESS(a, 1); }"), [])

    def test_a_key_stays_when_lines_move(self):
        text = "int f(int a) { return a + a; }"
        here, lower = ([mutant.key for mutant in parsed(source).mutants]
                       for source in (text, "\n\n" + text))
        self.assertEqual(here, lower)

    def test_what_is_twice_in_a_function_has_two_keys(self):
        first, second = parsed("int f(int a) { a += a; a += a; return a; }").mutants[0:4:2]
        self.assertEqual(first.text, second.text)
        self.assertNotEqual(first.key, second.key)


PROGRAM = """#include <cstdio>
constexpr int twice(int a) { return a + a; }
static int calls = 0;
static bool say(bool value) { ++calls; return value; }
int main() {
  constexpr int known = twice(2);
  int array[twice(1)] = {5, 6};
  const bool both = say(false) && say(true);
  if (calls > 1) std::puts("both asked");
  std::printf("%d %d %d %d\\n", known, twice(4), both, array[1]);
}
"""


class Chosen(unittest.TestCase):
    def test_each_defect_shows_by_its_number_alone(self):
        source = parsed(PROGRAM)
        with tempfile.TemporaryDirectory() as folder:
            cpp, program = pathlib.Path(folder) / "sample.cpp", pathlib.Path(folder) / "sample"
            cpp.write_bytes(sites.numbered(source, 0, ()))
            subprocess.run(["g++", "-std=c++20", "-w", "-Wno-narrowing", f"-I{HERE}", "-o", program,
                            cpp], check=True)

            def output(number, **more):
                done = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=False,
                                      env=dict(os.environ, POSTINO_MUTANT=str(number), **more))
                return done.stdout

            reached = pathlib.Path(folder) / "reached"
            self.assertEqual(output(0, POSTINO_MUTANTS_REACHED=str(reached)), "4 8 0 6\n")
            shown = {mutant.change: output(mutant.number) for mutant in source.mutants
                     if mutant.change.startswith(("`+`", "`&&`"))}
            self.assertEqual(shown, {"`+` becomes `-`": "4 0 0 6\n",
                                     "`&&` becomes `||`": "both asked\n4 8 1 6\n"})
            for mutant in source.mutants:
                self.assertIn(reached.read_bytes()[mutant.number], (0, 1))
                if not reached.read_bytes()[mutant.number]:
                    self.assertEqual(output(mutant.number), output(0))


if __name__ == "__main__":
    unittest.main()
