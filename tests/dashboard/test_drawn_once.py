"""Figures are made once of the same numbers, and anew of others."""

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.drawn_once import drawn_once


def test_the_same_numbers_give_the_same_figure_and_others_another() -> None:
    made: list[str] = []

    @drawn_once
    def draw(rows: pl.DataFrame, title: str) -> go.Figure:
        made.append(title)
        return go.Figure(layout={"title": {"text": f"{title} {rows['n'].sum()}"}})

    rows = pl.DataFrame({"n": [1, 2]})
    first = draw(rows, "a")
    assert draw(pl.DataFrame({"n": [1, 2]}), "a") is first
    assert draw(rows, "b").layout.title.text == "b 3"
    assert draw(pl.DataFrame({"n": [2, 1]}), "a") is not first
    assert draw(pl.DataFrame({"m": [1, 2], "n": [1, 2]}), "a") is not first
    assert draw(rows, title="a").layout.title.text == "a 3"
    assert made == ["a", "b", "a", "a", "a"]
