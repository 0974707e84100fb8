"""Where a request comes from, by what its browser says: the same site only where scheme, host and port are the same (RFC 6454)."""

from collections.abc import Mapping

SCHEMES = ("http", "https")


def scheme(headers: Mapping[str, str], here: str) -> str:
    """What the browser speaks; `here` is what this server hears.

    Between them stand the server that ends encryption and the Hub's proxy, which adds its own to the list: the first is the browser's.
    """
    told = headers.get("X-Forwarded-Proto", "").split(",")[0].strip().lower()
    return told if told in SCHEMES else here


def is_same(headers: Mapping[str, str], here: str) -> bool:
    """Whether a request is from a page of this very site, or from no page at all.

    A browser that says itself which it is (`Sec-Fetch-Site`, which no page can set) knows the scheme better than we do.
    """
    told, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    if told not in (None, "same-origin", "none"):
        return False
    if origin is None:
        return True
    schemes = SCHEMES if told else (scheme(headers, here),)
    return origin.lower() in [f"{one}://{headers.get('Host', '').lower()}" for one in schemes]
