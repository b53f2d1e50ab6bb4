# SPDX-License-Identifier: MIT
"""Mails as other programs read them, held against what they were made of."""

import email
import email.errors
import email.header
import email.policy
import email.utils
import json
import pathlib
import re
import subprocess
import tempfile

import expected

HERE = pathlib.Path(__file__).resolve().parent


def tree_of(part):
    below = part.get_payload() if part.is_multipart() else []
    if part.get_content_maintype() == "message":
        below = []
    return part.get_content_type(), [tree_of(each) for each in below]


def leaves_of(part):
    if part.get_content_maintype() == "multipart":
        return [leaf for each in part.get_payload() for leaf in leaves_of(each)]
    return [part]


def each_part(part):
    yield part
    if part.get_content_maintype() == "multipart":
        for each in part.get_payload():
            yield from each_part(each)


def check_lines(case, raw):
    """RFC 5321 2.3.8, RFC 5322 2.1.1."""
    case.assertTrue(raw.endswith(b"\r\n"))
    for line in raw.split(b"\r\n"):
        case.assertNotIn(b"\r", line)
        case.assertNotIn(b"\n", line)
        case.assertLessEqual(len(line), 998)


def check_base64(case, part):
    """RFC 2045 6.8: 76 digits a line, but for the last."""
    lines = part.get_payload().removesuffix("\r\n").split("\r\n")
    case.assertTrue(all(len(line) == 76 for line in lines[:-1]), lines[:3])
    case.assertLessEqual(len(lines[-1]), 76)


def check_leaf(case, part, leaf, raw):
    encoding = part["Content-Transfer-Encoding"]
    if part.get_content_maintype() == "message":
        # The parser takes it apart.
        case.assertIn(encoding, ("7bit", "8bit"))
        case.assertIn(b"\r\n\r\n" + leaf["octets"] + b"\r\n--", raw)
    elif encoding == "base64":
        case.assertEqual(part.get_payload(decode=True), leaf.get("in base64", leaf["octets"]))
    else:
        case.assertEqual(part.get_payload(decode=True), leaf["octets"])
    if encoding == "base64":
        check_base64(case, part)
    if "disposition" not in leaf:
        return
    case.assertEqual(part.get_content_disposition(), leaf["disposition"])
    # get_filename() takes blanks and brackets away.
    case.assertEqual(part["Content-Disposition"].params.get("filename"), leaf["name"])
    if leaf["content_id"]:
        case.assertEqual(part["Content-ID"], "<" + leaf["content_id"].strip("<>") + ">")
    case.assertEqual(text_of(part, "Content-Description"), leaf["description"])
    case.assertEqual(part["Content-Language"], leaf["language"])


def mailboxes(message, name):
    """Pairs of name and address, by the older of Python's decoders: the newer one, as it is in 3.11,
    leaves blanks between the encoded words of a phrase."""
    raw = [str(value) for field, value in message.raw_items() if field == name]
    return [(str(email.header.make_header(email.header.decode_header(words))), address)
            for words, address in email.utils.getaddresses(raw)]


def text_of(message, name):
    """A header whose first word is too long for its line begins with a fold, and Python 3.11 takes
    the blank of that for a part of the text."""
    text = message[name]
    folded = any(field == name and str(value).startswith("\r\n")
                 for field, value in message.raw_items())
    return text.removeprefix(" ") if folded else text


def check_headers(case, message, mail):
    case.assertEqual(text_of(message, "Subject") or "", mail.get("subject", ""))
    for name, wanted in (("From", [mail["from"]]), ("To", mail.get("to", []))):
        case.assertEqual(mailboxes(message, name),
                         [(each.get("name", ""), each["address"]) for each in wanted])
        shown = message[name].addresses if name in message else ()
        case.assertEqual([each.addr_spec for each in shown],
                         [each["address"] for each in wanted])
    for name, value in mail.get("headers", []):
        case.assertEqual(message[name], value)
    case.assertIsNone(message["Bcc"])
    case.assertEqual(message["Auto-Submitted"], "auto-generated")
    if mail.get("in_reply_to"):
        case.assertEqual(message["In-Reply-To"], "<" + mail["in_reply_to"].strip("<>") + ">")
    before = mail.get("references") or ([mail["in_reply_to"]] if mail.get("in_reply_to") else [])
    case.assertEqual((message["References"] or "").split(),
                     ["<" + each.strip("<>") + ">" for each in before])


def check_python(case, raw, mail):
    """Python's email with its default policy, and not one defect."""
    check_lines(case, raw)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    # RFC 6532: there headers are text, which only the parser of text takes as such.
    worded = (email.message_from_string(raw.decode(), policy=email.policy.default)
              if mail.get("utf8") else message)
    for part in each_part(worded):
        case.assertEqual(part.defects, [])
        for name, value in part.items():
            # RFC 6532: in such a mail a mailbox may be in UTF-8, which Python knows as a defect.
            defects = [defect for defect in value.defects if not (mail.get("utf8") and isinstance(
                defect, email.errors.NonASCIILocalPartDefect))]
            case.assertEqual(defects, [], f"{name}: {value}")
    case.assertEqual(tree_of(message), expected.tree(mail))
    check_headers(case, worded, mail)
    wanted = expected.leaves(mail)
    for part, words, leaf in zip(leaves_of(message), leaves_of(worded), wanted, strict=True):
        if mail.get("utf8"):
            shown = words["Content-Disposition"]
            case.assertEqual(shown.params.get("filename") if shown else None, leaf.get("name"))
            case.assertEqual(text_of(words, "Content-Description"), leaf.get("description"))
            leaf = {key: leaf[key] for key in ("octets", "in base64") if key in leaf}
        check_leaf(case, part, leaf, raw)


def check_perl(case, paths, mails):
    """Email::MIME, all mails in one process."""
    ran = subprocess.run(["perl", str(HERE / "parts.pl"), *map(str, paths)], capture_output=True,
                         check=False)
    case.assertEqual(ran.returncode, 0, ran.stderr.decode())
    lines = ran.stdout.decode().splitlines()
    for line, mail in zip(lines, mails, strict=True):
        with case.subTest(mail["title"]):
            check_perl_mail(case, json.loads(line), mail)


def check_perl_mail(case, read, mail):
    if not mail.get("utf8"):
        case.assertEqual(read["subject"] or "", mail.get("subject", ""))
    for part, leaf in zip(read["leaves"], expected.leaves(mail), strict=True):
        case.assertEqual(part["type"], leaf["type"])
        wanted = leaf.get("in base64", b"") if part["encoding"] == "base64" else b""
        case.assertEqual(bytes.fromhex(part["octets"]), wanted or leaf["octets"])
        if "disposition" not in leaf or mail.get("utf8"):
            continue
        case.assertEqual(part["name"] or None, leaf["name"])
        case.assertEqual(part["description"], leaf["description"])


def extracted(command, raw):
    """Octets of each file that the command makes of a mail."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "mail"
        path.write_bytes(raw)
        parts = pathlib.Path(folder) / "parts"
        parts.mkdir()
        subprocess.run([word.format(mail=path, parts=parts) for word in command],
                       capture_output=True, check=True)
        return [each.read_bytes() for each in parts.rglob("*") if each.is_file()]


def is_too_much_for_ripmime(mail):
    """It loses a part whose name has many continuations, or looks like that of another part once
    it is in ASCII."""
    names = [leaf.get("name") or "" for leaf in expected.leaves(mail)]
    plain = [re.sub(r"[^0-9A-Za-z]", "_", name)[-20:] for name in names if name]
    return any(len(name.encode()) > 100 for name in names) or len(set(plain)) < len(plain)


def check_extracted(case, command, raw, mail):
    """munpack, ripmime: each attachment in base64 is one of the files."""
    if command is RIPMIME and is_too_much_for_ripmime(mail):
        return
    files = extracted(command, raw)
    for leaf in expected.leaves(mail):
        if leaf["type"].startswith(("text/", "message/")) or not leaf["octets"]:
            continue
        case.assertIn(leaf["octets"], files)
        files.remove(leaf["octets"])


MUNPACK = ["munpack", "-q", "-C", "{parts}", "{mail}"]
RIPMIME = ["ripmime", "-i", "{mail}", "-d", "{parts}"]
