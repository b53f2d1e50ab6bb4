# SPDX-License-Identifier: MIT
"""What the reader of a mail should get, from its description alone."""

import re


def octets(content):
    return bytes.fromhex(content["hex"]) * content.get("repeat", 1)


def canonical(text):
    """RFC 2046 4.1.1: each line end is CRLF."""
    return re.sub(rb"\r\n|\r|\n", b"\r\n", text)


def is_there(content):
    return content is not None and (content.get("source") or octets(content))


def text_leaves(mail):
    html = mail.get("html")
    if is_there(mail.get("text")) or not is_there(html):
        text = mail.get("text") or {"hex": ""}
        yield {"type": "text/plain", "octets": canonical(octets(text))}
    if is_there(html):
        yield {"type": "text/html", "octets": canonical(octets(html))}


def attachment_leaf(attachment, shown):
    # A message that can't go as it is goes as octets.
    type_ = attachment.get("becomes") or attachment.get("type", "application/octet-stream")
    leaf = {"type": type_.partition(";")[0],
            "octets": octets(attachment["content"])}
    leaf["disposition"] = "inline" if shown or attachment.get("inline") else "attachment"
    for key in ("name", "content_id", "description", "language"):
        leaf[key] = attachment.get(key) or None
    return leaf


def leaves(mail):
    found = list(text_leaves(mail))
    found += [attachment_leaf(each, True) for each in mail.get("inlines", [])]
    found += [attachment_leaf(each, False) for each in mail.get("attachments", [])]
    if len(found) == 1:
        # The last line ends, but base64 ends before that.
        text = found[0]["octets"]
        found[0]["in base64"] = text
        found[0]["octets"] = text if not text or text.endswith(b"\r\n") else text + b"\r\n"
    return found


def tree(mail):
    """("multipart/mixed", [("text/plain", []), …])"""
    node = [(leaf["type"], []) for leaf in text_leaves(mail)]
    node = node if len(node) == 1 else [("multipart/alternative", node)]
    for level, name, shown in (("related", "inlines", True), ("mixed", "attachments", False)):
        added = [(attachment_leaf(each, shown)["type"], []) for each in mail.get(name, [])]
        if added:
            node = [("multipart/" + level, node + added)]
    return node[0]
