# SPDX-License-Identifier: MIT
"""docs/mistakes.md: each mistake is made, and what comes of it is what the page says:
EMBEDDED_SERVER=SERVER mistakes_test.py PROGRAM [SUITE ...]."""

import json
import os
import pathlib
import re
import socket

from postino_send_case import BODY, Case, main
from scripted_server import ScriptedServer
from tls_peers import EmbeddedServer

SERVER = os.environ["EMBEDDED_SERVER"]
PAGE = pathlib.Path(__file__).parents[2] / "docs" / "mistakes.md"
# Those that only the library can show: tests/tls/mistakes_test.cpp.
LIBRARY_ONLY = {"7.1", "10.1"}
ENTRY = re.compile(r"(?:^```text\n(?P<lines>.*?)^```\n\n)?"
                   r"^Report: `(\w+)`, `(\w+)`, `(\w+)`, (\d+)\.$", re.DOTALL | re.MULTILINE)


def entries():
    """{"2.1": (lines, [outcome, fault, phase, code])}: the mistake's number and the case of it."""
    found = {}
    for number, section in enumerate(PAGE.read_text().split("\n## ")[1:], 1):
        assert section.startswith(f"{number}. "), section
        for case, entry in enumerate(ENTRY.finditer(section), 1):
            found[f"{number}.{case}"] = entry["lines"], list(entry.groups()[1:])
    return found


def kebab(name):
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()


class Page(Case):
    def test_has_ten_mistakes_and_each_has_a_test(self):
        made = {name.removeprefix("test_").replace("_", ".", 1).split("_")[0]
                for suite in (Mistakes, Waits) for name in dir(suite) if name.startswith("test_")}
        self.assertEqual(made | LIBRARY_ONLY, set(entries()))
        self.assertEqual({key.split(".")[0] for key in entries()},
                         {str(number) for number in range(1, 11)})
        self.assertEqual({key for key, (lines, _) in entries().items() if lines is None},
                         LIBRARY_ONLY)


class PageCase(Case):
    def check(self, server, *arguments, **variables):
        """The test's name begins with the number of its entry."""
        number = "_".join(self._testMethodName.split("_")[1:3]).replace("_", ".")
        lines, report = entries()[number]
        ran = self.run_program("--json", "--server", server, "a@x.example", *BODY, *arguments,
                               **variables)
        shown = [line for line in ran.stderr.decode().splitlines(keepends=True)
                 if "warning: " not in line]
        self.assertEqual("".join(shown), lines)
        result = json.loads(ran.stdout)
        self.assertEqual([result["outcome"], result["fault"], result["phase"], result["code"]],
                         [*map(kebab, report[:3]), int(report[3])])

    def embedded(self, **settings):
        server = EmbeddedServer(SERVER, self.folder, **settings)
        self.addCleanup(server.stop)
        return server


class Mistakes(PageCase):
    def test_1_1_nothing_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.check(f"127.0.0.1:{port}")

    def test_1_2_another_service(self):
        with ScriptedServer({"": b"* OK [CAPABILITY IMAP4rev1] ready\r\n"}) as server:
            self.check(server.name, "--security", "none")

    def test_2_1_tls_to_a_port_that_begins_in_clear(self):
        with ScriptedServer() as server:
            self.check(server.name, "--security", "tls")

    def test_3_1_an_app_password(self):
        reply = b"534 5.7.9 Application-specific password required\r\n"
        with ScriptedServer({"AUTH": reply}) as server:
            self.check(server.name, "--security", "none", "--user", "pump3",
                       POSTINO_PASSWORD="secret")

    def test_4_1_no_starttls(self):
        with ScriptedServer() as server:
            self.check(server.name, "--security", "starttls")

    def test_5_1_another_name(self):
        server = self.embedded(names="DNS:mail.plant.example")
        self.check(server.name, "--security", "starttls", "--ca", server.file("ca.pem"))

    def test_6_1_another_authority(self):
        self.check(self.embedded().name, "--security", "starttls")

    def test_6_2_no_authority(self):
        self.check(self.embedded().name, "--security", "starttls", "--ca", "/dev/null")

    def test_7_2_a_clock_that_is_behind(self):
        server = self.embedded(valid_from=3600, valid_until=7200)
        self.check(server.name, "--security", "starttls", "--ca", server.file("ca.pem"))

    def test_9_1_an_address_without_a_way(self):
        # Linux says the same of a group's address, which TCP never reaches, on any network.
        self.check("[ff0e::25]:587")


class Waits(PageCase):
    """Ten seconds each, the deadlines of --timeout-preset netx."""

    def test_2_2_starttls_to_a_port_that_wants_tls(self):
        server = self.embedded(at_once=True)
        self.check(server.name, "--security", "starttls", "--timeout-preset", "netx")

    def test_8_1_nothing_answers(self):
        # As a firewall does, Linux drops what would overflow the backlog.
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            name = listener.getsockname()
            waiting = [socket.socket() for _ in range(4)]
            for one in waiting:
                self.addCleanup(one.close)
                one.setblocking(False)
                one.connect_ex(name)
            self.check(f"127.0.0.1:{name[1]}", "--timeout-preset", "netx")


if __name__ == "__main__":
    main()
