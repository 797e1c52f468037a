"""Files in an S3 bucket: moto's server speaks the protocol over HTTP, and boto3 beside ours looks into it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from jiqun.desk.proving.verifying import verify_everything
from jiqun.records.models import Blob
from jiqun.records.store import StoredBytesWrong, get_bytes, put_bytes, store
from tests.cast import make_cast
from tests.desk.filled import submitted
from tests.served import free_port

pytestmark = pytest.mark.peers
NAME = "jiqun-files"


@pytest.fixture
def bucket(settings: Any) -> Iterator[Any]:
    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="key",
        aws_secret_access_key="a/secret",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=NAME)
    settings.BLOB_STORAGE = f"s3://key:a%2Fsecret@127.0.0.1:{port}/{NAME}/files?tls=no"
    yield client
    for one in client.list_objects_v2(Bucket=NAME).get("Contents", ()):  # moto's memory outlives its server
        client.delete_object(Bucket=NAME, Key=one["Key"])
    client.close()
    server.stop()


def test_bytes_go_out_and_come_back_and_the_same_are_stored_once(bucket: Any) -> None:
    large = bytes(range(256)) * 40_000
    name = put_bytes(large)
    assert name == hashlib.sha256(large).hexdigest()
    assert put_bytes(large) == name
    assert get_bytes(name) == large
    assert store().names() == {name}
    keys = [one["Key"] for one in bucket.list_objects_v2(Bucket=NAME)["Contents"]]
    assert keys == [f"files/{name}"]


def test_what_is_gone_or_altered_is_said(bucket: Any) -> None:
    name = put_bytes(b"what was filed")
    bucket.put_object(Bucket=NAME, Key=f"files/{name}", Body=b"what was never filed")
    with pytest.raises(StoredBytesWrong, match=r"altered|改动"):
        get_bytes(name)
    bucket.delete_object(Bucket=NAME, Key=f"files/{name}")
    with pytest.raises(StoredBytesWrong, match=r"gone|不在"):
        get_bytes(name)


@pytest.mark.django_db
def test_a_whole_filing_lies_in_the_bucket_and_verifies_until_somebody_alters_it(bucket: Any) -> None:
    submitted(make_cast())
    names = set(Blob.objects.values_list("sha256", flat=True))
    assert names
    assert names <= store().names()
    assert verify_everything().faults == ()
    victim = sorted(names)[0]
    bucket.put_object(Bucket=NAME, Key=f"files/{victim}", Body=b"altered")
    faults = verify_everything().faults
    assert len(faults) == 1
    assert victim in str(faults[0])
