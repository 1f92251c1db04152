"""Who may ask, what for, and what else is there: nothing."""

from __future__ import annotations

import socket

import pytest

from kit.serving import Served, book_in, start


def test_the_bench_and_the_pages_are_there(served: Served) -> None:
    assert served.asked("/").status == 200
    page = served.asked("/web/book/second.html")

    assert page.status == 200
    assert "The second chapter" in page.text
    assert served.asked("/web/").text == served.asked("/web/index.html").text


@pytest.mark.parametrize(
    "target",
    [
        "/../manuscript/book.toml",
        "/web/../../manuscript/book.toml",
        "/web/../index.html",
        "/web/%2e%2e/%2e%2e/manuscript/book.toml",
        "/web/%2E%2E%2Fmanuscript%2Fbook.toml",
        "/web/..%2f..%2fmanuscript/book.toml",
        "/web/%252e%252e/manuscript/book.toml",
        "/web/..\\..\\manuscript\\book.toml",
        "/web/..%5c..%5cmanuscript%5cbook.toml",
        "/web/.%00./manuscript/book.toml",
        "/web/%c0%ae%c0%ae/manuscript/book.toml",
        "/web//etc/passwd",
        "/web/%2Fetc%2Fpasswd",
        "//etc/passwd",
        "/etc/passwd",
        "/manuscript/book.toml",
        "/_serve/../bench.css",
        "/_serve//etc/passwd",
        "/_serve/%2e%2e/shared/tokens.css",
        "/_serve/bench.html.j2",
        "/pages/../../manuscript/book.toml",
        "/pages/x/1.png",
        "/e-book/epub/../../manuscript/book.toml",
        "/e-book/none/EPUB/nav.xhtml",
        "/_serve/print/none",
        "file:///etc/passwd",
        "http://example.org/",
        "manuscript/book.toml",
        "/web/index.html%3Fx",
        "/web/.bookbuild/sight.json",
    ],
)
def test_no_spelling_of_an_address_leads_out_of_the_book(served: Served, target: str) -> None:
    answer = served.asked(target)

    assert answer.status == 404
    assert "root:" not in answer.text
    assert "[book]" not in answer.text


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1.example.org:{port}", ""]
)
def test_a_page_from_elsewhere_cannot_ask_under_its_own_name(served: Served, host: str) -> None:
    answer = served.asked("/web/index.html", host=host.format(port=served.port))

    assert answer.status == 403
    assert "tiny" not in answer.text


@pytest.mark.parametrize(
    ("site", "status"),
    [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200), (None, 200)],
)
def test_only_our_own_pages_have_things_made(served: Served, site: str | None, status: int) -> None:
    assert served.asked("/_serve/e-book/epub?of=second", site=site).status == status


def test_a_page_from_elsewhere_may_lead_here_but_not_listen(served: Served) -> None:
    assert served.asked("/", site="cross-site").status == 200
    assert served.asked("/_serve/events", site="cross-site").status == 403


def test_this_machine_may_be_called_by_its_name(served: Served) -> None:
    assert served.asked("/", host=f"localhost:{served.port}").status == 200


def test_nothing_can_be_sent(served: Served) -> None:
    assert served.asked("/", verb="POST").status == 501


def test_nobody_else_on_the_network_reaches_it(served: Served) -> None:
    # All of 127/8 is this machine; a program that listens everywhere would answer here too.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", served.port), timeout=5)


def test_pages_fetch_nothing_from_elsewhere_and_give_nothing_away(served: Served) -> None:
    headers = served.asked("/web/index.html").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Access-Control-Allow-Origin"] is None


def test_what_a_browser_has_is_not_sent_again(served: Served) -> None:
    tag = served.asked("/_serve/bench.css").headers["ETag"]

    with socket.create_connection(("127.0.0.1", served.port), timeout=120) as line:
        request = f"GET /_serve/bench.css HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n"
        line.sendall(f"{request}If-None-Match: {tag}\r\n\r\n".encode())
        assert line.recv(64).startswith(b"HTTP/1.1 304")


def test_a_port_that_is_taken_is_told_with_what_to_do(served: Served) -> None:
    with start(served.root, "--port", str(served.port)) as second:
        said, _ = second.communicate(timeout=120)

    assert second.returncode == 2
    assert said == (
        f"error: a free port (port {served.port} is taken by another program) is missing"
        " (needed for the pages in the browser)\n"
        "  hint: .venv/bin/bookbuild serve --port 0 (takes any that is free)\n"
    )


def test_a_port_of_the_system_is_refused(tmp_path) -> None:
    with start(book_in(tmp_path), "--port", "80") as program:
        said, _ = program.communicate(timeout=120)

    assert program.returncode == 2
    assert "80 is kept for the system; take one from 1024" in said


def test_it_ends_cleanly_when_it_is_told_to(tmp_path) -> None:
    with start(book_in(tmp_path), "--port", "0") as program:
        assert program.stdout
        assert program.stdout.readline()
        program.terminate()
        said, _ = program.communicate(timeout=120)

    assert (program.returncode, said.strip()) == (0, "ended")


def test_a_folder_without_a_book_is_told(tmp_path) -> None:
    with start(tmp_path) as program:
        said, _ = program.communicate(timeout=120)

    assert program.returncode == 2
    assert "there is no folder manuscript" in said


def test_nothing_is_written(served: Served) -> None:
    served.asked("/_serve/e-book/epub?of=second")

    assert {path.name for path in served.root.iterdir()} <= {".bookbuild", "manuscript", "styles"}
