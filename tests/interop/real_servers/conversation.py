# SPDX-License-Identifier: MIT
"""corpus_sender's run: mails over one connection, and what was said of each."""

import json
import os
import subprocess

from .world import USER


class Conversation:
    """`said`: a report for each mail, but for those behind one on which the connection breaks;
    `trace`: all that was said, a line each."""

    def __init__(self, program, server, security, descriptions, ca, mechanism=None, secret="",
                 options=(), breaks=False):
        command = [program, "--trace", "--server", f"localhost:{server.ports[security]}",
                   "--security", "none" if security == "clear" else security, *options]
        if security != "clear":
            command += ["--ca", ca]
        environment = {**os.environ, "POSTINO_PASSWORD": secret}
        if mechanism:
            command += ["--user", USER, "--auth", mechanism]
        if mechanism in ("oauthbearer", "xoauth2"):
            environment["POSTINO_TOKEN"] = environment.pop("POSTINO_PASSWORD")
        # It is about no mail, but the options want one.
        command += ["nobody@plant.example"]
        lines = "".join(json.dumps(one) + "\n" for one in descriptions)
        ran = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, env=environment, timeout=300, check=False)
        output = ran.stdout.decode(errors="replace").splitlines()
        self.said = [json.loads(line) for line in output if line.startswith("{")]
        self.trace = [line for line in output if not line.startswith("{")]
        complete = breaks or len(self.said) == len(descriptions)
        if ran.returncode != 0 or not complete:
            raise ChildProcessError("\n".join([str(command), *output[-20:]]))

    def text(self):
        return "\n".join(self.trace)

    def connections(self):
        """A 220 of each is the greeting."""
        return (sum(line.startswith("< 220 ") for line in self.trace)
                - sum(line == "> STARTTLS" for line in self.trace))
