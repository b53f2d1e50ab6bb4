# SPDX-License-Identifier: MIT
"""Python's smtplib, with the command line of the other clients."""

import argparse
import smtplib
import ssl

FROM, TO = "node7@plant.example", "ops@plant.example"
SMALL = (f"From: {FROM}\r\nTo: {TO}\r\nSubject: Pump 3 stopped\r\n\r\nDry run at 14:02.\r\n")


def connect(arguments):
    if arguments.ca:
        context = ssl.create_default_context(cafile=arguments.ca)
        return smtplib.SMTP_SSL("127.0.0.1", arguments.port, "node7.plant.example",
                                context=context)
    return smtplib.SMTP("127.0.0.1", arguments.port, "node7.plant.example")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--mails", type=int, default=1)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--file")
    parser.add_argument("--ca")
    arguments = parser.parse_args()
    message = SMALL
    if arguments.file:
        # Text, since smtplib leaves the line ends of octets as they are.
        with open(arguments.file, encoding="ascii", newline="") as file:
            message = file.read()
    server = None
    for _ in range(arguments.mails):
        server = server or connect(arguments)
        server.sendmail(FROM, [TO], message)
        if arguments.each:
            server.quit()
            server = None
    if server:
        server.quit()


main()
