# SPDX-License-Identifier: MIT
"""A certificate authority for one test run, made with the command openssl."""

import base64
import hashlib
import pathlib
import subprocess

KEYS = {"ecdsa": ("EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
        "rsa": ("RSA", "-pkeyopt", "rsa_keygen_bits:2048")}
LOOPBACK = ("DNS:localhost", "IP:127.0.0.1", "IP:::1")


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True,
                          timeout=60).stdout


def pin_of(path):
    """sha256//BASE64 of the public key that belongs to the key in the file."""
    public = openssl("pkey", "-in", path, "-pubout", "-outform", "DER")
    return f"sha256//{base64.b64encode(hashlib.sha256(public).digest()).decode()}"


class Authority:
    """Keeps its certificate in `certificate`, and all that it issues in `folder`."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.name = name
        self.key = self.folder / f"{name}.key"
        self.certificate = self.folder / f"{name}.pem"
        self.make_key(self.key, "ecdsa")
        openssl("req", "-x509", "-new", "-key", self.key, "-subj", f"/CN=Postino test {name}",
                "-days", 2, "-out", self.certificate,
                "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    @staticmethod
    def make_key(path, kind):
        algorithm, *options = KEYS[kind]
        openssl("genpkey", "-algorithm", algorithm, *options, "-out", path)

    def issue(self, name, kind="ecdsa", names=LOOPBACK, days=2):
        """Path of a file that holds the key and then the certificate; the certificate alone is
        beside it, as .crt. With `days` -1 it has expired."""
        key, request, certificate, extensions, both = (
            self.folder / f"{name}.{suffix}" for suffix in ("key", "csr", "crt", "ext", "pem"))
        self.make_key(key, kind)
        extensions.write_text(f"subjectAltName={','.join(names)}\n"
                              "basicConstraints=critical,CA:FALSE\n"
                              "keyUsage=critical,digitalSignature\n"
                              "extendedKeyUsage=serverAuth\n")
        openssl("req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key,
                "-CAcreateserial", "-days", days, "-extfile", extensions, "-out", certificate)
        both.write_bytes(key.read_bytes() + certificate.read_bytes())
        return both
