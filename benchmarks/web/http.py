"""A small HTTP/1.1 client for many connections at once: a browser tab is one of them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from benchmarks.web.city import Seat

TOKEN = "benchmark" * 7 + "x"  # of the form that Django's CSRF check asks for: 64 letters


@dataclass(frozen=True)
class Answer:
    """status: 0 where the connection broke before an answer came."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Tab:
    """One user's open connection; opened anew when it broke."""

    def __init__(self, port: int, seat: Seat) -> None:
        self.port, self.seat = port, seat
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: Any = None, form: bool = False) -> Answer:
        """Sends one request and reads the whole answer."""
        try:
            return await self._ask(method, path, body, form)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.close()
            return Answer(0, b"")

    async def _ask(self, method: str, path: str, body: Any, form: bool) -> Answer:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        data = b"" if body is None else body.encode() if form else json.dumps(body, ensure_ascii=False).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
            f"Cookie: __Host-sessionid={self.seat.session}; __Host-csrftoken={TOKEN}\r\n"
            f"X-CSRFToken: {TOKEN}\r\nX-Zhijian-User: {self.seat.user}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        writer.write(head.encode() + data)
        await writer.drain()
        status, length, chunked = await _head(reader)
        return Answer(status, await _chunks(reader) if chunked else await reader.readexactly(length))

    def close(self) -> None:
        """Lets the connection go."""
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


async def _head(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines[1:])}
    return (
        int(lines[0].split()[1]),
        int(headers.get("content-length", 0)),
        headers.get("transfer-encoding") == "chunked",
    )


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
