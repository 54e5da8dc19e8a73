"""Sessions of the server without a browser of their own: they ask and read as a browser does.

Ten browsers on the two cores of one machine wait for one another and not for the server: a bare
page alone takes more than eight times as long there. Colleagues have machines of their own. So one
visitor has a browser, and the others are what the server sees of theirs.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from bench.screen.timed_page import visitor

PATIENCE_SECONDS = 120


def open_session(address: str) -> int:
    """Open a page as a browser's first message does; the number of tiles that came.

    Raises AssertionError where the page failed, and TimeoutError where no end of it came.
    """
    parts = urlsplit(address)
    asked = BackMsg()
    asked.rerun_script.query_string = parts.query
    with connect(
        f"ws://{parts.netloc}/_stcore/stream", subprotocols=["streamlit"], max_size=None
    ) as socket:
        socket.send(asked.SerializeToString())
        tiles = 0
        while True:
            told = ForwardMsg.FromString(socket.recv(timeout=PATIENCE_SECONDS))
            kind = told.WhichOneof("type")
            if kind == "delta":
                assert told.delta.new_element.WhichOneof("type") not in ("exception", "alert")
                tiles += "-tile_" in told.delta.add_block.id
            elif kind == "script_finished":
                assert told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return tiles


@contextmanager
def beside(address: str, others: int, tiles: int) -> Iterator[list[Exception]]:
    """So many sessions open the page within the block; what failed of them is in the list."""
    failed: list[Exception] = []

    def one() -> None:
        try:
            found = open_session(address)
            assert found == tiles, f"{found} tiles of {tiles}"
        except (AssertionError, OSError, TimeoutError) as error:
            failed.append(error)

    threads = [threading.Thread(target=one) for _ in range(others)]
    for thread in threads:
        thread.start()
    try:
        yield failed
    finally:
        for thread in threads:
            thread.join()


def first_paint_among(browser: Browser, address: str, others: int, tiles: int) -> float:
    """A visitor's milliseconds until the page is there while others open it at the same moment.

    Raises AssertionError where one of the others fails or does not get all tiles.
    """
    with beside(address, others, tiles) as failed, visitor(browser, address) as (_, milliseconds):
        pass
    assert not failed, failed
    return milliseconds
