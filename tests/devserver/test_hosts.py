"""Where the server listens, and by which names it may be called."""

import pytest

from sitegen.devserver.hosts import expected, in_the_network, in_url, is_loopback, listen

OURS = ("localhost", "localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000")
THEIRS = (
    "",
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "localhost.evil.example:8000",
    "192.168.1.5:8000",
    "localhost:8000@evil.example",
    "localhost evil.example",
    "127.0.0.1:8000:80",
    "[::1].evil.example",
)


@pytest.mark.parametrize("header", OURS)
def test_a_server_answers_to_names_of_this_computer(header: str) -> None:
    assert expected(header, "127.0.0.1")


@pytest.mark.parametrize("header", THEIRS)
def test_a_server_does_not_answer_to_other_names(header: str) -> None:
    assert not expected(header, "127.0.0.1")


def test_a_server_answers_to_the_name_it_was_given() -> None:
    assert expected("desk.local:8000", "desk.local")
    assert expected("192.168.1.5:8000", "192.168.1.5")
    assert expected("[fd00::5]:8000", "fd00::5")
    assert not expected("evil.example:8000", "desk.local")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_server_for_all_interfaces_answers_to_any_number_but_to_no_name(host: str) -> None:
    assert expected("192.168.1.5:8000", host)
    assert expected("[fd00::5]:8000", host)
    assert not expected("evil.example:8000", host)


def test_a_taken_port_gives_the_next_free_one() -> None:
    with listen("127.0.0.1", 8300) as first:
        taken = first.getsockname()[1]
        with listen("127.0.0.1", taken) as second:
            assert second.getsockname()[1] > taken


def test_the_host_of_another_computer_is_refused() -> None:
    with pytest.raises(OSError, match=r"assign requested address|unreachable"):
        listen("192.0.2.1", 8300)


def test_the_last_port_is_the_end() -> None:
    with listen("127.0.0.1", 65535) as last:
        assert last.getsockname()[1] == 65535
        with pytest.raises(OSError, match="in use"):
            listen("127.0.0.1", 65535)


def test_only_this_computer_reaches_loopback() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8")] == [True] * 4
    assert [is_loopback(host) for host in ("0.0.0.0", "::", "192.168.1.5", "desk.local")] == [False] * 4


def test_a_host_is_spelt_as_addresses_spell_it() -> None:
    assert [in_url(host) for host in ("127.0.0.1", "::1", "0.0.0.0", "::", "desk.local")] == [
        "127.0.0.1",
        "[::1]",
        "127.0.0.1",
        "[::1]",
        "desk.local",
    ]


def test_a_server_for_all_interfaces_has_an_address_for_phones() -> None:
    found = in_the_network("0.0.0.0")

    assert found == "" or (expected(f"{found}:8000", "0.0.0.0") and not is_loopback(found))
    assert in_the_network("127.0.0.1") == in_the_network("localhost") == ""


def test_a_computer_without_a_network_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr("socket.socket.connect", unreachable)
    assert in_the_network("0.0.0.0") == in_the_network("::") == ""
