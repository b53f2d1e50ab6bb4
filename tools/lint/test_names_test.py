# SPDX-License-Identifier: MIT
"""What test_names.py reads out of the sources, and of what it complains."""

import contextlib
import io
import pathlib
import subprocess
import tempfile
import unittest

from test_names import Tests, compare, main, read_successors, steps_of

SERVER = {"tests/support/scripted_server.hpp":
          "ScriptedServer& says(int);\nScriptedServer& hears(int);\nScriptedServer& add(Step);\n"}
SOURCE = """TEST(Mail, Goes) {
  bench.server.hears("MAIL").says("250 ok");
  EXPECT_EQ(1, 1);  // EXPECT_EQ(2, 2);
  ASSERT_TRUE(text == "EXPECT_TRUE(x)");
}
"""


def tests(**texts):
    """Each is a file of its own: cpp_1 is a source, cmake_1 a list of CMake."""
    files = {name + ("/CMakeLists.txt" if name.startswith("cmake") else ".cpp"): text
             for name, text in texts.items()}
    return Tests({**SERVER, **files}, steps_of(SERVER))


def names(**texts):
    return sorted(tests(**texts).names)


class Names(unittest.TestCase):
    def test_each_kind_of_a_test(self):
        source = "".join(f"{kind}(Suite,\n    Of{kind}) {{}}\n" for kind in
                         ("TEST", "TEST_F", "TEST_P", "TYPED_TEST", "TYPED_TEST_P"))
        self.assertEqual(len(names(cpp=source)), 5)
        self.assertEqual(names(cpp="TEST(A, B) {}\n"), ["A.B"])

    def test_an_instance_of_a_suite(self):
        self.assertEqual(names(cpp="INSTANTIATE_TEST_SUITE_P(All, Suite, values);"), ["All/Suite"])

    def test_none_in_a_comment(self):
        self.assertEqual(names(cpp="// TEST(A, B) {}\n/*\nTEST(A, C) {}\n*/\n"), [])

    def test_of_ctest(self):
        self.assertEqual(names(cmake="# add_test(NAME c x)\nadd_test(NAME a.b COMMAND x)"), ["a.b"])

    def test_of_the_projects_own_function(self):
        own = "function(postino_add_test name label)\n add_test(NAME ${name} COMMAND x)\nendfunction()"
        self.assertEqual(names(cmake_1=own, cmake_2="postino_add_test(a.b unit COMMAND x)"), ["a.b"])

    def test_of_a_function_in_another_file(self):
        function = "function(add_it name)\n add_test(NAME it.${name}\n COMMAND x)\nendfunction()"
        self.assertEqual(names(cmake_1=function, cmake_2="add_it(a)\nadd_it(b COMMAND y)"),
                         ["it.a", "it.b"])

    def test_of_loops(self):
        loop = "add_test(NAME x.${each} COMMAND y)\nendforeach()"
        for head in ("foreach(each a b)", "foreach(each IN ITEMS a b)",
                     "set(all a b)\nforeach(each IN LISTS all)"):
            self.assertEqual(names(cmake=f"{head}\n{loop}"), ["x.a", "x.b"])

    def test_what_only_cmake_knows_stays_as_it_is(self):
        self.assertEqual(names(cmake="add_test(NAME x.${each} COMMAND y)"), ["x.${each}"])


class Numbers(unittest.TestCase):
    def test_checks_and_steps_are_counted_and_words_are_not(self):
        self.assertEqual(tests(cpp=SOURCE).numbers, {"EXPECT_": 1, "ASSERT_": 1, "steps": 2})

    def test_a_step_is_what_the_header_calls_one(self):
        self.assertEqual(steps_of(SERVER), {"says", "hears"})


class Comparison(unittest.TestCase):
    BEFORE = tests(cpp=SOURCE)

    def complaints(self, source, successors=""):
        return compare(self.BEFORE, tests(cpp=source), read_successors(successors))[1]

    def test_nothing_changed(self):
        self.assertEqual(self.complaints(SOURCE), [])

    def test_more_is_no_fault(self):
        lines, complaints = compare(self.BEFORE, tests(cpp=SOURCE + "TEST(Mail, Comes) {}\n"), {})
        self.assertEqual(complaints, [])
        self.assertIn("new: Mail.Comes", lines)

    def test_a_name_that_is_gone_needs_a_successor_or_a_reason(self):
        renamed = SOURCE.replace("Goes", "Leaves")
        self.assertEqual(self.complaints(renamed),
                         ["Mail.Goes: gone, without a successor or a reason"])
        self.assertEqual(self.complaints(renamed, "# moved\nMail.Goes: Mail.Leaves\n"), [])
        self.assertEqual(self.complaints(renamed, "Mail.Goes - there is no mail any more\n"), [])
        self.assertEqual(self.complaints(renamed, "Mail.Goes: Mail.Stays\n"),
                         ["Mail.Goes: its successor Mail.Stays does not exist"])

    def test_one_of_two_tests_of_a_name_that_is_gone(self):
        lines, _ = compare(tests(cpp_1=SOURCE, cpp_2=SOURCE), self.BEFORE, {})
        self.assertIn("gone: Mail.Goes", lines)

    def test_each_number_that_fell(self):
        for part, kind in (("EXPECT_EQ(1, 1);", "EXPECT_"), ("ASSERT_TRUE", "ASSERT_"),
                           (".hears", "steps")):
            self.assertEqual(self.complaints(SOURCE.replace(part, "")), [f"{kind}: 1 fewer"])

    def test_a_line_that_is_no_successor(self):
        with self.assertRaises(SystemExit):
            read_successors("Mail.Goes\n")


class Repository(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)
        self.git("init", "--quiet")
        self.commit(SOURCE)
        self.git("tag", "first")

    def git(self, *arguments):
        subprocess.run(["git", "-C", self.root, "-c", "user.name=a", "-c", "user.email=a@b",
                        *arguments], check=True, capture_output=True)

    def commit(self, source):
        (self.root / "mail_test.cpp").write_text(source, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "--quiet", "-m", "x")

    def run_main(self, *arguments):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            return main(arguments, self.root), said.getvalue()

    def test_the_work_tree_counts_with_what_is_new(self):
        (self.root / "mail_test.cpp").unlink()
        (self.root / "new_test.cpp").write_text(SOURCE, encoding="utf-8")
        self.assertEqual(self.run_main("first")[0], 0)
        (self.root / "new_test.cpp").unlink()
        status, said = self.run_main("first")
        self.assertEqual(status, 1)
        self.assertIn("gone: Mail.Goes", said)

    def test_two_revisions(self):
        self.commit(SOURCE.replace("Goes", "Leaves"))
        self.assertEqual(self.run_main("first", "HEAD")[0], 1)
        self.assertEqual(self.run_main("first", "first")[0], 0)
        file = self.root / "successors"
        file.write_text("Mail.Goes: Mail.Leaves\n", encoding="utf-8")
        self.assertEqual(self.run_main("--successors", str(file), "first", "HEAD")[0], 0)

    def test_no_such_revision(self):
        with self.assertRaises(SystemExit):
            self.run_main("second")


if __name__ == "__main__":
    unittest.main()
