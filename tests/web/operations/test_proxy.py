"""The documented proxy in front of the server, with TLS: what passes, what does not, and whose address counts."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

pytestmark = pytest.mark.needs("nginx")
ROOT = Path(__file__).parents[3]
HOST = "tianbao.example.cn"
MB = 2**20
ATTEMPTS = 6000  # five minutes, for a machine that is very busy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path) -> None:
    """A key and a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def configuration(folder: Path, ports: dict[str, int]) -> Path:
    """The documented site within a whole configuration that keeps everything in ``folder``."""
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for text, port in (("listen 80", "http"), ("listen 443", "https"), ("server 127.0.0.1:8000", "application")):
        assert text in site
        site = site.replace(text, f"{text.rsplit(' ', 1)[0]} 127.0.0.1:{ports[port]}")
    site = site.replace("/etc/ssl/zhijian", str(folder)).replace("/var/log/nginx", str(folder))
    user = "user root;" if os.geteuid() == 0 else ""
    places = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ {places}\n{site}\n}}\n",
        "utf-8",
    )
    return path


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """A server beside the block, from when it listens."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            for _attempt in range(ATTEMPTS):
                assert process.poll() is None, f"{command[0]} ended by itself"
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                raise RuntimeError(f"{command[0]} does not listen")
            yield
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)


@dataclass(frozen=True)
class Site:
    """Where the proxy listens."""

    ports: dict[str, int]

    def ask(
        self,
        method: str,
        path: str,
        *,
        tls: bool = True,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer and its body. source: the address that the proxy sees."""
        trusting = ssl.create_default_context()
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        connection: http.client.HTTPConnection
        if tls:
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self.ports["https"], context=trusting, source_address=(source, 0)
            )
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.ports["http"])
        try:
            connection.request(method, path, body, {"Host": HOST, **(headers or {})})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def sign_in(self, name: str, source: str, forwarded: str) -> str:
        """What the page says to a wrong password."""
        answer, page = self.ask("GET", "/accounts/login/", source=source)
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found is not None
        body = f"csrfmiddlewaretoken={found[1].decode()}&login={name}&password=wrong".encode()
        headers = {
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://{HOST}/accounts/login/",
            "X-Forwarded-For": forwarded,
        }
        answer, page = self.ask("POST", "/accounts/login/", body=body, headers=headers, source=source)
        assert answer.status == 200, (answer.status, page[:300])
        return page.decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("proxy")
    ports = {name: free_port() for name in ("http", "https", "application")}
    certificate(folder)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ZHIJIAN_", "DJANGO_"))},
        "DJANGO_SETTINGS_MODULE": "support.settings_behind_proxy",
        "PYTHONPATH": str(ROOT / "tests"),
        "ZHIJIAN_HOME": str(folder),
        "ZHIJIAN_SECRET_KEY": "of this test alone, as long as one of production and odd: 4kQ2-88xT_w",
        "ZHIJIAN_HOSTS": f"{HOST},127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'web.sqlite3'}",
    }
    serve = [sys.executable, "-m", "zhijian.web.manage", "serve", "--workers", "1", "--port", str(ports["application"])]
    nginx = [str(shutil.which("nginx")), "-c", str(configuration(folder, ports)), "-p", str(folder)]
    with ExitStack() as stack:
        stack.enter_context(running(serve, environment, ports["application"]))
        stack.enter_context(running(nginx, environment, ports["https"]))
        yield Site(ports)


def test_pages_come_over_tls_with_one_header_of_each_kind(site: Site) -> None:
    answer, page = site.ask("GET", "/accounts/login/")
    assert answer.status == 200
    assert "登录" in page.decode()
    for name in ("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert len(answer.headers.get_all(name)) == 1, name
    assert "includeSubDomains" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Server"] == "nginx"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrftoken=")
    assert {"Secure", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_people_are_led_to_tls_and_programs_refused(site: Site) -> None:
    answer, _page = site.ask("GET", "/accounts/login/", tls=False)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/accounts/login/")
    answer, _page = site.ask("GET", "/api/v1/me", tls=False)
    assert answer.status == 403


def test_programs_reach_the_interface(site: Site) -> None:
    answer, body = site.ask("GET", "/api/v1/me", headers={"Authorization": "Bearer zj_wrong"})
    assert (answer.status, "令牌" in json.loads(body)["message"]) == (401, True)


def test_static_files_come_compressed_and_to_be_kept(site: Site) -> None:
    _answer, page = site.ask("GET", "/accounts/login/")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page.decode())
    assert sheet is not None
    answer, _body = site.ask("GET", sheet[1], headers={"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in answer.headers["Cache-Control"]
    assert site.ask("GET", "/static/")[0].status == 404


@pytest.mark.parametrize(
    ("path", "size"), [("/rounds/1/school-01/workbook/upload/", 26 * MB), ("/rounds/1/folder/upload/", 211 * MB)]
)
def test_what_is_too_large_is_stopped_by_the_proxy(site: Site, path: str, size: int) -> None:
    answer, body = site.ask("POST", path, body=b"", headers={"Content-Length": str(size)})
    assert answer.status == 413
    assert "文件太大" in body.decode()
    assert "Strict-Transport-Security" in answer.headers


def test_a_report_folder_may_be_larger(site: Site) -> None:
    """What the application says of it is its own affair: it does not read what comes without a token against forgery."""
    answer, body = site.ask("POST", "/rounds/1/folder/upload/", body=bytes(26 * MB))
    assert answer.status != 413
    assert "文件太大" not in body.decode()


def test_the_address_that_counts_is_the_one_the_proxy_sees(site: Site) -> None:
    said = [site.sign_in(f"nobody-{n}", "127.0.0.1", f"198.51.100.{n}") for n in range(5)]
    assert ["太多" in page or "过多" in page or "多次" in page for page in said] == [False] * 4 + [True]
    other = site.sign_in("nobody-9", "127.0.0.2", "127.0.0.1")
    assert "不正确" in other


def test_other_names_are_not_answered_and_trace_is_not_allowed(site: Site) -> None:
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        site.ask("GET", "/", headers={"Host": "elsewhere.example"})
    assert site.ask("TRACE", "/")[0].status == 405


@pytest.mark.parametrize("name", [HOST, None])
def test_the_newest_tls_is_spoken_and_the_oldest_are_not(site: Site, name: str | None) -> None:
    context: Any = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", site.ports["https"])) as raw,
        context.wrap_socket(raw, server_hostname=name) as secured,
    ):
        assert secured.version() == "TLSv1.3"
    servers = (ROOT / "deploy" / "nginx.conf").read_text("utf-8").split("\nserver {")
    for server in servers[1:]:
        assert "443" not in server or "ssl_protocols TLSv1.2 TLSv1.3;" in server
