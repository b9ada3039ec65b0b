"""Whose certificates are trusted."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

import pycurl

BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def ca_options() -> dict[int, str]:
    """Where the trusted certificates are: SSL_CERT_FILE and SSL_CERT_DIR, the system's, else certifi's."""
    named = ssl.get_default_verify_paths().cafile
    bundle = next((path for path in (named, *BUNDLES) if path and Path(path).is_file()), None) or _certifi()
    found = {pycurl.CAINFO: bundle} if bundle else {}
    directory = os.environ.get("SSL_CERT_DIR", "")
    return found | {pycurl.CAPATH: directory} if Path(directory).is_dir() and directory else found


def _certifi() -> str | None:
    # Present where another dependency brings it; a machine without any bundle has nothing better.
    try:
        import certifi
    except ImportError:
        return None
    return certifi.where()
