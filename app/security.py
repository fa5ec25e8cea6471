"""What every response and every request must satisfy: headers, no cross-site posts, no browser caching of pages."""

from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Config

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


def init_app(app: Flask) -> None:
    config: Config = app.config["CONFIG"]
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(refuse_cross_site)
    app.after_request(add_headers)


def is_secure() -> bool:
    """Whether cookies are to go over TLS only: also where a proxy has it and does not say so."""
    config: Config = current_app.config["CONFIG"]
    return request.is_secure or config.is_https


def refuse_cross_site() -> None:
    """Forms carry no token, so that they are the same bytes for all; the browser itself says where a post comes from.

    `Sec-Fetch-Site` is sent by every current browser over HTTPS and on localhost; on plain HTTP in a hall it is
    missing, and `Origin` speaks instead. A request with neither is no browser's cross-site post, and brings no cookie
    of ours.
    """
    if request.method not in SAFE_METHODS and not is_same_origin(request):
        abort(403)


def is_same_origin(request: Request) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or _host_of(origin) in _own_hosts(request)


def _host_of(origin: str) -> str:
    """Empty for what is no origin, such as `null` or something that somebody made up."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _own_hosts(request: Request) -> set[str]:
    config: Config = current_app.config["CONFIG"]
    return {request.host.lower(), _host_of(config.base_url or "")} - {""}


def add_headers(response: Response) -> Response:
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static":
        # The rest is about pages, and a phone's first load is 60 kB in all.
        return response
    if request.is_secure:  # on plain HTTP browsers ignore it, and say so in every console
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
    headers["X-Robots-Tag"] = "noindex, nofollow"
    if "Cache-Control" not in headers:
        # Pages are personal and live: the back button asks again instead of showing an old state.
        headers["Cache-Control"] = "no-store"
    return response
