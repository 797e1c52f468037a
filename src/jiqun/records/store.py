"""Where the bytes of stored files lie: a folder, or an S3 bucket; always under the hash of the bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings

from jiqun.base.words import Bi, WordedError

_HEX = re.compile(r"[0-9a-f]{64}")


class StoredBytesWrong(WordedError):
    """The stored bytes are gone, or are not those that their name promises; `words` says which."""


class Store(Protocol):
    """Bytes by their SHA-256 in hex."""

    def put(self, sha256: str, data: bytes) -> None: ...

    def get(self, sha256: str) -> bytes | None: ...

    def names(self) -> set[str]: ...

    def remove(self, sha256: str) -> None: ...


class Folder:
    """Files below one folder, in sub-folders of the first two digits; a file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def put(self, sha256: str, data: bytes) -> None:
        path = self._path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise

    def get(self, sha256: str) -> bytes | None:
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def names(self) -> set[str]:
        return {path.name for path in self.root.glob("??/*") if _HEX.fullmatch(path.name)}

    def remove(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)


class Bucket:
    """Objects of an S3 bucket: `s3://KEY:SECRET@host[:port]/bucket[/prefix][?tls=no&region=…]`."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        scheme = "http" if query.get("tls") == "no" else "https"
        self.bucket, _, prefix = parts.path.strip("/").partition("/")
        self.prefix = f"{prefix}/" if prefix else ""
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
        self.client = boto3.client(
            "s3",
            endpoint_url=f"{scheme}://{host}",
            aws_access_key_id=unquote(parts.username or ""),
            aws_secret_access_key=unquote(parts.password or ""),
            region_name=query.get("region", "us-east-1"),
            config=Config(retries={"max_attempts": 4, "mode": "standard"}, connect_timeout=5, read_timeout=30),
        )

    def put(self, sha256: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + sha256, Body=data)

    def get(self, sha256: str) -> bytes | None:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self.prefix + sha256)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise
        return bytes(answer["Body"].read())

    def names(self) -> set[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        keys = (row["Key"].removeprefix(self.prefix) for page in pages for row in page.get("Contents", ()))
        return {key for key in keys if _HEX.fullmatch(key)}

    def remove(self, sha256: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self.prefix + sha256)


@cache
def _store(address: str) -> Store:
    return Bucket(address) if address.startswith("s3://") else Folder(Path(address))


def store() -> Store:
    """The installation's store of bytes."""
    return _store(settings.BLOB_STORAGE)


def put_bytes(data: bytes) -> str:
    """Store bytes; the answer is their SHA-256 in hex. The same bytes are stored once."""
    sha256 = hashlib.sha256(data).hexdigest()
    store().put(sha256, data)
    return sha256


def get_bytes(sha256: str) -> bytes:
    """The bytes of that hash. Raises StoredBytesWrong where they are gone or were altered."""
    data = store().get(sha256)
    if data is None:
        raise StoredBytesWrong(_GONE.fill(sha256=sha256))
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoredBytesWrong(_ALTERED.fill(sha256=sha256))
    return data


def remove_bytes(sha256: str) -> None:
    """Take stored bytes away; whether nothing names them any more is asked before."""
    store().remove(sha256)


_GONE = Bi(zh="存储的文件{sha256}已经不在。", en="The stored file {sha256} is gone.")
_ALTERED = Bi(zh="存储的文件{sha256}已被改动。", en="The stored file {sha256} was altered.")
