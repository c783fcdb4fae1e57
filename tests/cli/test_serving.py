import socket

import pytest

from server.cli.serving import Where, refuse_taken_port, settings
from server.errors import Misconfigured


def test_a_taken_port_is_one_sentence_that_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = Where(port=taken.getsockname()[1])
        with pytest.raises(Misconfigured, match=f"127.0.0.1:{where.port} .* choose another port with --port"):
            refuse_taken_port(where)


def test_gunicorn_itself_believes_no_proxy_and_takes_no_commands():
    chosen = settings(Where())
    assert chosen["forwarded_allow_ips"] == ""
    assert chosen["control_socket_disable"] is True
