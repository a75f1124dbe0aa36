"""Bytes on S3 or anything that speaks it. Owns the client's time-outs and the translation of its failures.

Keeps the contract of `media.contract`. Knows keys and bytes; not what an object means or who may read it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NoReturn

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from media.errors import ObjectMissing, StorageError, StorageUnavailable, TooLarge
from media.types import ObjectHead

STREAM_CHUNK_BYTES = 64 * 1024

_MISSING_CODES = {"404", "NoSuchKey", "NotFound"}


def make_client(
    endpoint: str,
    access_key: str,
    secret_key: str,
    *,
    region: str = "us-east-1",
    connect_timeout_seconds: float = 1.0,
    read_timeout_seconds: float = 3.0,
    attempts: int = 2,
    pool_size: int = 10,
) -> Any:
    """An S3 client that gives up soon: a caller is waiting, and a job will come back anyway.

    Worst case for a store that accepts and never answers is about `attempts * read_timeout_seconds`.
    """
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=connect_timeout_seconds,
        read_timeout=read_timeout_seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
        max_pool_connections=pool_size,
        # Not every S3 speaks the newer trailing checksums; TLS and the signature already cover the body.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        region_name=region,
        config=config,
    )


class S3Storage:
    """The storage contract over a boto3 client that the caller made (see `make_client`)."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put_bytes(self, key: str, data: bytes, content_type: str, cache_control: str = "") -> None:
        extra = {"CacheControl": cache_control} if cache_control else {}
        with _translate(key):
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=data, ContentType=content_type, **extra
            )

    def get_bytes(self, key: str, max_bytes: int) -> bytes:
        with _translate(key):
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
            body: IO[bytes] = answer["Body"]
            try:
                if answer["ContentLength"] > max_bytes:
                    refuse_size(answer["ContentLength"], max_bytes)
                data = body.read(max_bytes + 1)
            finally:
                body.close()
        if len(data) > max_bytes:
            refuse_size(len(data), max_bytes)
        return data

    def head(self, key: str) -> ObjectHead:
        with _translate(key):
            answer = self._client.head_object(Bucket=self._bucket, Key=key)
        return ObjectHead(key, answer["ContentLength"], answer.get("ContentType", ""))

    def open_stream(self, key: str) -> Iterator[bytes]:
        with _translate(key):
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        return self._read_pieces(key, body)

    def _read_pieces(self, key: str, body: Any) -> Iterator[bytes]:
        try:
            with _translate(key):
                yield from body.iter_chunks(STREAM_CHUNK_BYTES)
        finally:
            body.close()

    def delete(self, key: str) -> None:
        with _translate(key):
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def delete_prefix(self, prefix: str) -> int:
        require_prefix(prefix)
        gone = 0
        with _translate(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
            for page in pages:
                names = [{"Key": entry["Key"]} for entry in page.get("Contents", ())]
                if names:
                    self._delete_many(names)
                gone += len(names)
        return gone

    def _delete_many(self, names: list[dict[str, str]]) -> None:
        answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": names, "Quiet": True})
        failures = answer.get("Errors") or []
        if failures:
            # The answer as a whole is a 200: without this look, files that stayed would pass for gone.
            raise StorageUnavailable(f"{len(failures)} of {len(names)} files could not be removed.")

    def check_available(self) -> None:
        with _translate(self._bucket):
            self._client.head_bucket(Bucket=self._bucket)


def refuse_size(size_bytes: int, max_bytes: int) -> NoReturn:
    """Raise TooLarge with both figures."""
    raise TooLarge(f"The file is {size_bytes:,} bytes; at most {max_bytes:,} are accepted.")


def require_prefix(prefix: str) -> None:
    """Refuse a prefix that could reach into a neighbour ('a/1' also matches 'a/12')."""
    if not prefix.endswith("/") or prefix == "/":
        raise ValueError(f"a prefix to delete must end in a slash: {prefix!r}")


@contextmanager
def _translate(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if code in _MISSING_CODES:
            raise ObjectMissing from error
        if status >= 500 or status == 429 or code in {"SlowDown", "RequestTimeout"}:
            raise StorageUnavailable from error
        raise StorageError(f"The file store refused the request for {name}: {code}.") from error
    except (BotoCoreError, HTTPClientError, OSError) as error:
        raise StorageUnavailable from error
