"""Usernames: which there can be, and which are the course's own."""

import re

SAFE_NAME = re.compile(r"[^\W_][\w.@+-]{0,119}")
"""A username that can be a folder's name everywhere."""

MYSELF = "mig"
"""Whoever tries the course on her own machine."""

EXAMPLE = "eksempel-"
"""How the usernames of made-up people begin."""

GUEST = "gaest-"
"""How the pseudonyms of guests begin, who handed in in a file and are on no staff list."""
