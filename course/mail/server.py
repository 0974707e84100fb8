"""The municipality's mail server, as the environment names it; without one, no mail is written."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from course import settings
from course.errors import CourseError
from course.mail.address import is_email

PORTS = {"starttls": 587, "tls": 465, "none": 25}
SECONDS = 20.0
"""How long the server may take to answer."""


class Away(CourseError):
    """The mail server cannot be reached, or lets nobody in: no mail can go now."""


class Unsure(Exception):
    """The line broke while the mail itself was given: the server may have it, or not."""


def _data(line: smtplib.SMTP, msg: Any) -> tuple[int, bytes]:
    try:
        return smtplib.SMTP.data(line, msg)
    except smtplib.SMTPResponseException:  # the server answered, and does not want it
        raise
    except OSError as error:
        raise Unsure from error


class _Line(smtplib.SMTP):
    data = _data


class _TlsLine(smtplib.SMTP_SSL):
    data = _data


@dataclass(frozen=True)
class Server:
    """A mail server: where it listens, how the line is secured (a key of PORTS), whom mails are from, and the account, if it asks for one."""

    host: str
    port: int
    tls: str
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @contextmanager
    def line(self) -> Iterator[smtplib.SMTP]:
        """An open line to the server, logged in. Raises Away; what goes wrong afterwards is an OSError or smtplib.SMTPException."""
        try:
            line = self._open()
        except UnicodeEncodeError as error:  # smtplib logs in with ASCII alone; the error itself would tell some of the password
            raise Away(
                "Brugernavn og adgangskode til mailserveren må kun have almindelige tegn, uden æ, ø og å.",
                "The mail server's user and password may hold plain letters and signs alone.",
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Away(
                f"Mailserveren {self.host}:{self.port} svarer ikke, som den skal ({error}).",
                f"The mail server {self.host}:{self.port} does not answer as it should ({error}).",
            ) from error
        try:
            yield line
        finally:
            line.close()

    def _open(self) -> smtplib.SMTP:
        if self.tls == "tls":
            line: smtplib.SMTP = _TlsLine(self.host, self.port, timeout=SECONDS, context=ssl.create_default_context())
        else:
            line = _Line(self.host, self.port, timeout=SECONDS)
        try:
            if self.tls == "starttls":
                line.starttls(context=ssl.create_default_context())
            if self.user and self.password is not None:
                line.login(self.user, self.password)
        except BaseException:
            line.close()
            raise
        return line

    def send(self, message: EmailMessage) -> None:
        """Give one mail to the server, over a line of its own. Raises Away or Unsure, and OSError or smtplib.SMTPException where it surely did not take it."""
        with self.line() as line:
            line.send_message(message)


def server() -> Server | None:
    """The server that is set, or None. Raises CourseError when what is set cannot be used."""
    host = os.environ.get(settings.SMTP_HOST, "").strip()
    if not host:
        return None
    tls = os.environ.get(settings.SMTP_TLS) or "starttls"
    if tls not in PORTS:
        raise _wrong(settings.SMTP_TLS, "starttls, tls eller none", "starttls, tls or none")
    port = os.environ.get(settings.SMTP_PORT) or str(PORTS[tls])
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise _wrong(settings.SMTP_PORT, "et tal fra 1 til 65535", "a number from 1 to 65535")
    sender = os.environ.get(settings.SMTP_FROM, "").strip()
    if not is_email(sender):
        raise _wrong(settings.SMTP_FROM, "den adresse, mails er fra", "the address that mails are from")
    user, password = os.environ.get(settings.SMTP_USER) or None, _password()
    if user and tls == "none":
        raise _wrong(settings.SMTP_TLS, "starttls eller tls, når der logges ind", "starttls or tls where there is a login")
    return Server(host, int(port), tls, sender, user, password)


def _password() -> str | None:
    named = os.environ.get(settings.SMTP_PASSWORD_FILE)
    if not named:
        return os.environ.get(settings.SMTP_PASSWORD)
    try:
        return Path(named).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(
            f"{named}: Filen med mailserverens adgangskode kan ikke læses. Ret {settings.SMTP_PASSWORD_FILE}.",
            f"{named}: The file with the mail server's password cannot be read. Correct {settings.SMTP_PASSWORD_FILE}.",
        ) from error


def _wrong(name: str, da: str, en: str) -> CourseError:
    return CourseError(f"{name}: skriv {da}.", f"{name}: write {en}.")
