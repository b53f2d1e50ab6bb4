# SPDX-License-Identifier: MIT
"""What a server does that others do not."""


class Traits:
    # By the title of a mail: the code that answers RCPT.
    refuses = {}
    # It folds long lists of addresses its own way.
    refolds = False
    # It takes any secret.
    trusting = False
    # It relays to nobody without a login, not even in clear.
    always_wants_login = False
    # Its Received header tells of TLS and of a login.
    tells_of_logins = True
    # What its log says of a login: the mechanism by the user.
    login_line = None
