# SPDX-License-Identifier: MIT
"""Runs a program that sends one message over TLS, and one that it must not send, since the server is
another than it trusts: with_server.py PROGRAM. The program is called with ADDRESS PORT AUTHORITIES."""

import pathlib
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "firmware"))
import servers  # noqa: E402


def main():
    with tempfile.TemporaryDirectory() as scratch:
        ours, other = (pathlib.Path(scratch, name) for name in ("ours", "other"))
        for folder in (ours, other):
            folder.mkdir()
            servers.Authority(folder, "IP:127.0.0.1")
        with servers.Aiosmtpd(tls="tls", folder=ours) as server:
            status = [subprocess.run([sys.argv[1], "127.0.0.1", str(server.port), folder / "ca.pem"],
                                     check=False).returncode for folder in (ours, other)]
            kept = server.contents()
            print(server.tls())
    if status != [0, 1] or len(kept) != 1 or b"Dry run at 14:02." not in kept[0]:
        sys.exit(f"exit statuses {status}, {len(kept)} messages kept")


if __name__ == "__main__":
    main()
