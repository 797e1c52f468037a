"""Boundaries of a simple shape, as files that an office uploads."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile


def square(west: float, south: float, side: float = 0.02) -> bytes:
    """A square of `side` degrees as GeoJSON."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()


def sent(data: bytes, name: str = "边界.geojson") -> SimpleUploadedFile:
    """The same as a browser sends it."""
    return SimpleUploadedFile(name, data)
