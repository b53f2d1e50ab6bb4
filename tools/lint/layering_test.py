# SPDX-License-Identifier: MIT
"""The lint of the layers finds an include upwards, and what has no layer."""

import unittest

from layering import HEADERS, KNOWN, LAYERS, Lint

TABLE = {"vocabulary": ("error",), "codec": ("detail/reply",), "message": ("mail",),
         "session": ("server",)}
FILES = {"include/postino/error.hpp": "", "include/postino/detail/reply.hpp": "",
         "include/postino/mail.hpp": "", "include/postino/server.hpp": "",
         "src/base/ascii.hpp": "", "src/message/body.hpp": ""}


def include(*headers):
    return "".join(f'#include "{header}"\n' for header in headers)


def violations(name, text, known=None, **more):
    return Lint({**FILES, name: text}, more.get("headers", TABLE), known or {}).violations()


class Sources(unittest.TestCase):
    def test_what_lies_below_or_beside_is_included(self):
        text = include("postino/mail.hpp", "postino/error.hpp", "message/body.hpp", "base/ascii.hpp")
        self.assertEqual(violations("src/message/text.cpp", "#include <span>\n" + text), [])

    def test_a_public_header_of_a_layer_above_is_not(self):
        self.assertEqual(violations("src/codec/reply.cpp", "\n" + include("postino/server.hpp")),
                         [("src/codec/reply.cpp:2", '"postino/server.hpp": codec is below session')])

    def test_a_private_header_of_a_layer_above_is_not(self):
        self.assertEqual(violations("src/codec/reply.cpp", include("message/body.hpp")),
                         [("src/codec/reply.cpp:1", '"message/body.hpp": codec is below message')])

    def test_a_folder_is_a_layer(self):
        for name in ("src/other/x.cpp", "src/vocabulary/x.cpp"):
            self.assertEqual(violations(name, ""), [(f"{name}:1", "not in the folder of a layer")])

    def test_what_does_not_exist_is_not_included(self):
        for header in ("postino/none.hpp", "base/none.hpp", "none.hpp"):
            self.assertEqual(len(violations("src/codec/reply.cpp", include(header))), 1)

    def test_other_headers_of_the_standard_are_not(self):
        self.assertEqual(len(violations("src/codec/reply.cpp", "#include <string>\n")), 1)


class Headers(unittest.TestCase):
    def test_one_of_a_layer_above_is_not_included(self):
        self.assertEqual(violations("include/postino/mail.hpp", include("postino/server.hpp")),
                         [("include/postino/mail.hpp:1",
                           '"postino/server.hpp": message is below session')])

    def test_vocabulary_includes_vocabulary_only(self):
        self.assertEqual(len(violations("include/postino/error.hpp",
                                        include("postino/detail/reply.hpp"))), 1)

    def test_a_private_one_is_not_included(self):
        self.assertEqual(len(violations("include/postino/mail.hpp", include("base/ascii.hpp"))), 1)

    def test_each_has_a_layer(self):
        self.assertEqual(violations("include/postino/new.hpp", ""),
                         [("include/postino/new.hpp:1", "not in a layer")])

    def test_no_layer_is_given_to_what_is_not_there(self):
        self.assertEqual(violations("src/base/x.cpp", "", headers={**TABLE, "pool": ("packet",)}),
                         [("include/postino/packet.hpp:1", "has a layer and does not exist")])


class KnownEdges(unittest.TestCase):
    EDGE = {("src/codec/reply.cpp", "postino/server.hpp"): "reason"}

    def test_one_is_no_violation(self):
        text = include("postino/server.hpp")
        self.assertEqual(violations("src/codec/reply.cpp", text, self.EDGE), [])
        self.assertEqual(len(violations("src/codec/other.cpp", text, self.EDGE)), 2)

    def test_one_that_is_gone_is(self):
        gone = [("src/codec/reply.cpp:1",
                 'no longer includes "postino/server.hpp" upwards: no known edge')]
        self.assertEqual(violations("src/codec/reply.cpp", "", self.EDGE), gone)
        self.assertEqual(violations("src/base/x.cpp", "", self.EDGE), gone)

    def test_one_that_goes_upwards_no_more_is(self):
        lower = {**TABLE, "session": (), "base": ("server",)}
        self.assertEqual(len(violations("src/codec/reply.cpp", include("postino/server.hpp"),
                                        self.EDGE, headers=lower)), 1)


class Table(unittest.TestCase):
    def test_each_header_is_in_one_layer(self):
        names = [name for names in HEADERS.values() for name in names]
        self.assertEqual(len(set(names)), len(names))
        self.assertLessEqual(set(HEADERS), set(LAYERS))

    def test_each_known_edge_has_a_reason(self):
        self.assertTrue(all(KNOWN.values()))


if __name__ == "__main__":
    unittest.main()
