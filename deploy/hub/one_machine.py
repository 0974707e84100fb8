"""What a Hub has that runs on one machine with its proxy and PostgreSQL (on Kubernetes the chart sees to this)."""

import os
from typing import Any

from choices import Choices


def configure(c: Any, chosen: Choices) -> None:
    """Set it on the Hub's configuration `c`. The proxy runs by itself, so that people carry on while the Hub stops and starts."""
    c.JupyterHub.bind_url = chosen.public
    c.JupyterHub.hub_bind_url = os.environ["KOMPETENCEVEJ_HUB_ADDRESS"]
    c.JupyterHub.cookie_secret_file = os.environ["KOMPETENCEVEJ_HUB_COOKIE_SECRET"]
    c.JupyterHub.cleanup_proxy = False
    c.ConfigurableHTTPProxy.should_start = False  # its token is CONFIGPROXY_AUTH_TOKEN, for both
    c.ConfigurableHTTPProxy.api_url = os.environ["KOMPETENCEVEJ_PROXY_ADDRESS"]
