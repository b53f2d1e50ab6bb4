# SPDX-License-Identifier: MIT
"""Which mail servers send smaller records when they are asked to: heeding.py EXIM OPENSMTPD FETCHED
PAGE [--update]. The arguments are those of corpus_test.py, PAGE is docs/tls.md, which names the
commands. Wants openssl, and gnutls-cli for the request of RFC 8449."""

import os
import pathlib
import shutil
import subprocess
import sys

from real_servers import tables
from real_servers.fleet import Fleet

ASKED = 512  # octets
PATIENCE_S = 20
GNUTLS = os.environ.get("GNUTLS_CLI", "gnutls-cli")
MISSING = "not tried"


def said(*command):
    ran = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=PATIENCE_S)
    return (ran.stdout + ran.stderr).decode(errors="replace")


def by_openssl(port, version):
    """RFC 6066 4."""
    text = said("openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-starttls", "smtp", version,
                "-maxfraglen", str(ASKED), "-tlsextdebug")
    if "Cipher is" not in text or "Cipher is (NONE)" in text:
        return "no handshake"
    return "granted" if "server extension \"max fragment length\"" in text else "ignored"


def by_gnutls(port):
    """RFC 8449."""
    if shutil.which(GNUTLS) is None:
        return MISSING
    text = said(GNUTLS, "--insecure", "--starttls-proto=smtp", "-d", "4", "-p", str(port),
                f"--recordsize={ASKED}", "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3", "127.0.0.1")
    if "Handshake was completed" not in text:
        return "no handshake"
    return "granted" if "Parsing extension 'Record Size Limit/28'" in text else "ignored"


def row(server):
    port = server.ports["starttls"]
    return {"max_fragment_length, TLS 1.2": by_openssl(port, "-tls1_2"),
            "max_fragment_length, TLS 1.3": by_openssl(port, "-tls1_3"),
            "record_size_limit, TLS 1.3": by_gnutls(port)}


def main():
    exim, opensmtpd, fetched, page, *more = sys.argv[1:]
    fleet = Fleet(*(pathlib.Path(each).resolve() for each in (exim, opensmtpd, fetched)))
    try:
        rows = {server.name: row(server) for server in fleet.servers if "starttls" in server.ports}
    finally:
        fleet.stop()
    print(tables.markdown(rows))
    return tables.keep(page, {"heeding": rows}, True) if "--update" in more else 0


if __name__ == "__main__":
    sys.exit(main())
