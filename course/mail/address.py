"""What a mail's address looks like here: one that every mail server takes, and that holds nothing a mail's header could be broken with."""

import re

LENGTH = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def is_email(value: str) -> bool:
    """Whether it is one address of plain letters, and nothing else."""
    return len(value) <= LENGTH and EMAIL.fullmatch(value) is not None
