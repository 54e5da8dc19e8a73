"""What Streamlit runs: the pages, and beside them what is worked out before anybody asks."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

# Before anybody is answered: modules that two threads import at once may meet half made.
from dashboard.ahead import keep_ahead


@asynccontextmanager
async def ahead(server: st.App) -> AsyncIterator[None]:
    """Work ahead for as long as the server runs; whoever comes meanwhile does not wait for it."""
    is_over = threading.Event()
    threading.Thread(target=keep_ahead, args=(is_over,), name="ahead", daemon=True).start()
    try:
        yield
    finally:
        is_over.set()


app = st.App(Path(__file__).with_name("app.py"), lifespan=ahead)
