"""A small HTTP/1.1 client for many connections at once: a browser tab is one of them.

It has to cost little, because it shares the machine with the server that it measures: a protocol on the loop's own
sockets, and heads of requests that are put together once.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from benchmarks.web.city import Seat

TOKEN = "benchmark" * 7 + "x"  # of the form that Django's CSRF check asks for: 64 letters
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """status: 0 where the connection broke before an answer came."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


BROKEN = Answer(0, b"")


class Tab(asyncio.Protocol):
    """One user's open connection; opened anew when it broke. One request at a time."""

    def __init__(self, port: int, seat: Seat) -> None:
        self.port, self.seat = port, seat
        self.transport: asyncio.Transport | None = None
        self.received = bytearray()
        self.waiting: asyncio.Future[Answer] | None = None

    async def ask(self, method: str, path: str, body: Any = None, kind: str = JSON) -> Answer:
        """Sends one request and reads the whole answer."""
        loop = asyncio.get_running_loop()
        if self.transport is None:
            try:
                await loop.create_connection(lambda: self, "127.0.0.1", self.port)
            except OSError:
                return BROKEN
        if self.transport is None:  # it broke as soon as it was made
            return BROKEN
        data = b"" if body is None else body.encode() if kind == FORM else json.dumps(body, ensure_ascii=False).encode()
        self.waiting = loop.create_future()
        self.transport.write(b"%b%d\r\n\r\n%b" % (_head(method, path, self.seat, kind), len(data), data))
        return await self.waiting

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.received.clear()

    def data_received(self, data: bytes) -> None:
        self.received += data
        answer = _answer_in(self.received)
        if answer is not None:
            self.received.clear()
            self._give(answer)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.transport = None
        self._give(BROKEN)

    def close(self) -> None:
        """Lets the connection go."""
        if self.transport is not None:
            self.transport.close()
            self.transport = None

    def _give(self, answer: Answer) -> None:
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(answer)


@lru_cache(maxsize=4096)
def _head(method: str, path: str, seat: Seat, kind: str) -> bytes:
    """A request's head up to the number of bytes that follow it."""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
        f"Cookie: __Host-sessionid={seat.session}; __Host-csrftoken={TOKEN}\r\n"
        f"X-CSRFToken: {TOKEN}\r\nX-Zhijian-User: {seat.user}\r\nContent-Type: {kind}\r\nContent-Length: "
    ).encode()


def _answer_in(received: bytearray) -> Answer | None:
    """The answer that these bytes are; None where more of it is to come."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = bytes(received[:end]).lower()
    status = int(head[9:12])
    place = head.find(b"content-length:")
    if place < 0:
        body = _chunks(received, end + 4)
        return None if body is None else Answer(status, body)
    length = int(head[place + 15 :].split(b"\r\n", 1)[0])
    if len(received) < end + 4 + length:
        return None
    return Answer(status, bytes(received[end + 4 : end + 4 + length]))


def _chunks(received: bytearray, place: int) -> bytes | None:
    """A body in chunks from there on; None where its last one is to come."""
    parts = []
    while True:
        line = received.find(b"\r\n", place)
        if line < 0:
            return None
        size = int(received[place:line], 16)
        place = line + 2 + size + 2
        if len(received) < place:
            return None
        if not size:
            return b"".join(parts)
        parts.append(bytes(received[line + 2 : place - 2]))
