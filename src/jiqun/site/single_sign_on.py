"""The settings of a city's single sign-on (OpenID Connect), read and checked at the start."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from jiqun.site.environment import Settings, SettingWrong

OURS, PROVIDERS = "ours", "provider"


@dataclass(frozen=True)
class SingleSignOn:
    """A provider of identities, and how far it is trusted."""

    server_url: str
    client_id: str
    client_secret: str
    name: str
    origins: tuple[str, ...]  # where its pages lie: a form of ours may lead there
    trusts_second_factor: bool  # whether the provider's word for a second factor (`amr` has "mfa") is enough

    def as_allauth(self) -> dict[str, object]:
        """What django-allauth is told of it."""
        app = {
            "provider_id": "city",
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {"server_url": self.server_url},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def single_sign_on(given: Settings, *, secure: bool) -> SingleSignOn | None:
    """The provider that the installation names, or None.

    Raises SettingWrong where a part is missing, where a secret would travel in the clear, or for an unknown word.
    """
    url = given.text("JIQUN_OIDC_SERVER_URL").rstrip("/")
    if not url:
        return None
    if secure and not url.startswith("https://"):
        raise SettingWrong("JIQUN_OIDC_SERVER_URL must begin with https:// where JIQUN_BASE_URL does")
    for name in ("JIQUN_OIDC_CLIENT_ID", "JIQUN_OIDC_CLIENT_SECRET"):
        if not given.text(name):
            raise SettingWrong(f"{name} is required where JIQUN_OIDC_SERVER_URL is given")
    factor = given.text("JIQUN_OIDC_SECOND_FACTOR", OURS)
    if factor not in (OURS, PROVIDERS):
        raise SettingWrong(f"JIQUN_OIDC_SECOND_FACTOR must be {OURS} or {PROVIDERS}, not {factor!r}")
    parts = urlsplit(url)
    return SingleSignOn(
        server_url=url,
        client_id=given.text("JIQUN_OIDC_CLIENT_ID"),
        client_secret=given.text("JIQUN_OIDC_CLIENT_SECRET"),
        name=given.text("JIQUN_OIDC_NAME", "统一身份认证 Single sign-on"),
        origins=(f"{parts.scheme}://{parts.netloc}", *given.text("JIQUN_OIDC_ORIGINS").split()),
        trusts_second_factor=factor == PROVIDERS,
    )
