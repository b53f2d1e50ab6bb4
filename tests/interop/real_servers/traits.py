# SPDX-License-Identifier: MIT
"""What a server does that others do not."""

from .ways import ENVELOPE_ID


class Traits:
    # By the title of a mail: the code that answers RCPT.
    refuses = {}
    # It folds long lists of addresses its own way.
    refolds = False
    # 235 alone is a login (RFC 4954 6).
    says_250_to_auth = False
    # It relays to nobody without a login, not even in clear.
    always_wants_login = False
    # Its Received header tells of TLS and of a login.
    tells_of_logins = True
    # What its log says of a login: the mechanism by the user.
    login_line = None
    # The ways (ways.py) that it doesn't know to go, and what the library says of each mail.
    breaks_on = {}
    # It makes the reports that DSN asks for, and brings them where it brings mails.
    reports = True
    # As what they name the envelope.
    envelope_id = ENVELOPE_ID
