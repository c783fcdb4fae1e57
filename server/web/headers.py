"""What every answer says to the browser: load nothing from elsewhere, run nothing inline, keep nothing of a person."""

from collections.abc import Mapping
from typing import Literal

from flask import Flask, request
from flask.wrappers import Response

from server.config import Config

Side = Literal["phone", "desk"]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
# ``serviceWorker.register`` takes only a trusted URL, so the phone app has one policy, for that one URL.
OF_SIDE: Mapping[Side, Mapping[str, str]] = {
    "phone": {"connect-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'", "trusted-types": "sw"},
    "desk": {"worker-src": "'none'", "trusted-types": "'none'"},
}
# The one page of the therapist that registers a worker, as it is opened and as it comes back with a remark.
ASK_A_BROWSER = ("reminders_desk.page", "reminders_desk.save")
WITH_A_WORKER = {"worker-src": "'self'", "trusted-types": "sw"}
NOT_NEEDED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
NOTHING_MORE: Mapping[str, str] = {}
TWO_YEARS = 2 * 365 * 24 * 3600


def headers_of(side: Side, tls: bool, more: Mapping[str, str] = NOTHING_MORE) -> dict[str, str]:
    """The headers every answer of one host carries, whatever it is about; ``more`` is what one page needs besides."""
    policy = {**POLICY, **OF_SIDE[side], **more}
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        # "no-referrer" would break the forms' own check over HTTPS.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_NEEDED),
    }
    if tls:
        headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"
    return headers


def add_headers(app: Flask, side: Side, config: Config) -> None:
    """Puts the headers on every answer of one host, errors too. Nothing but files of the build may be kept."""
    # A demo must not teach a browser that this machine speaks HTTPS for two years.
    tls = config.tls and not config.demo
    headers, with_a_worker = headers_of(side, tls), headers_of(side, tls, WITH_A_WORKER)

    def complete(response: Response) -> Response:
        response.headers.update(with_a_worker if request.endpoint in ASK_A_BROWSER else headers)
        is_file = request.endpoint in ("static", "phone_files.asset", "phone_files.shell")
        if not is_file or response.status_code >= 400 or "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(complete)
