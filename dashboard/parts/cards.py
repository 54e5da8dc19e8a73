"""The parts that pages are made of: conclusion, tiles, states, notes. Drawing only, no numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import naming
from dashboard.export import tables
from dashboard.figures.course import WIDTH, as_image
from dashboard.frame import address, filters, links
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.weekly.review import Tile
from dashboard.words import Words
from queries.catalog import Metric
from queries.measure import Result
from queries.people import fewest_people

# Each signal: an icon by shape, a colour, always with its word.
SIGNAL = {
    "usual": (":material/remove:", "gray"),
    "improvement": (":material/trending_down:", "green"),
    "concern": (":material/priority_high:", "orange"),
    "unusual": (":material/change_history:", "orange"),
    "no_range": (":material/hourglass_empty:", "gray"),
}
# Whether a target will be met: icons of their own, so that the two signs are told apart.
ASSURANCE = {
    "met": (":material/check_circle:", "green"),
    "missed": (":material/cancel:", "orange"),
    "hit_and_miss": (":material/contrast:", "gray"),
    None: (":material/hourglass_empty:", "gray"),
}


def conclusion(sentences: Sequence[str], words: Words) -> None:
    """The three sentences a meeting starts with."""
    said = [
        f":{color}-badge[{words(f'weekly.{name}')}] {sentence}"
        for name, color, sentence in zip(
            ("changed", "usual", "decide"), ("orange", "gray", "blue"), sentences, strict=True
        )
    ]
    with st.container(border=True, key="conclusion"):
        st.markdown("\n\n".join(said))


def tile_row(tiles: Sequence[Tile], view: View, columns: int | None = None) -> None:
    """Figures side by side, four to a row unless that leaves holes."""
    _offer(tiles, view)
    fitting = len(tiles) if len(tiles) <= 5 else 3 if len(tiles) == 6 else 4
    with st.grid(columns or max(fitting, 1), min_column_width=180, gap="small"):
        for tile in tiles:
            with st.container(
                border=True, gap="xsmall", height="stretch", key=f"tile_{tile.metric}"
            ):
                _tile(tile, view)


def _offer(tiles: Sequence[Tile], view: View) -> None:
    """Let the tiles be taken away as they read."""
    words = view.words
    headers = {
        "label": words("definitions.pick"),
        "value": words("chart.value"),
        "note": words("export.signal"),
        "target": words("export.target"),
        "size": words("rules.n"),
    }
    rows = [asdict(replace(tile, course=None, asked=None)) for tile in tiles]
    metrics = [data.catalog()[tile.metric] for tile in tiles]
    tables.offer(words("export.tiles"), lambda: tables.worded(rows, headers), *metrics)


def _tile(tile: Tile, view: View) -> None:
    st.markdown(f":small[{tile.label}]", help=tile.help)
    with _row("distribute"):
        st.metric(tile.label, tile.value, label_visibility="collapsed", width="content")
        if tile.course:
            st.image(as_image(tile.course, view.ink), width=WIDTH, alt=tile.alt)
    icon, color = SIGNAL[tile.signal]
    st.badge(tile.note, icon=icon, color=color)
    with _row("distribute"):
        _tile_cases(tile, view)
        if tile.target:
            icon, color = ASSURANCE[tile.assurance]
            st.badge(tile.target, icon=icon, color=color, help=tile.target_help)


def _row(alignment: str) -> DeltaGenerator:
    return st.container(
        horizontal=True, horizontal_alignment=alignment, vertical_alignment="center", gap="xxsmall"
    )


def _tile_cases(tile: Tile, view: View) -> None:
    """How many cases of how many, as the way to them where there are any."""
    if tile.cases and tile.asked:
        links.onward(CASES_PAGE, tile.size, view.chosen.cases(tile.metric, tile.asked), "content")
    elif tile.size:
        st.caption(tile.size, width="content")


def not_recorded(missing: Sequence[tuple[str, str]], words: Words) -> None:
    """What the log does not carry and how to start, without inventing a zero."""
    if not missing:
        return
    with st.container(border=True, gap="xsmall", key="not_recorded"):
        st.markdown(f":material/edit_off: **{words('weekly.not_recorded')}**")
        st.caption(words("weekly.not_recorded_body"))
        with st.grid(2, min_column_width=320, gap="xsmall"):
            for label, how in missing:
                st.markdown(f"**{label}**  \n:small[:gray[{how}]]")


def how_measured(metrics: Sequence[Metric], view: View) -> None:
    """What each figure of the page counts, and the way to its whole definition."""
    words = view.words
    # What nobody has opened is not drawn: it would be a quarter of what a page sends.
    record = st.expander(
        words("common.how_measured"),
        icon=":material/function:",
        key="how_measured",
        on_change="rerun",
    )
    if not record.open:
        return
    with record:
        for metric in dict.fromkeys(metrics):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(f"**{naming.label(metric, words)}**　{naming.formula(metric, words)}")
            right.page_link(
                "app_pages/definitions.py",
                label=words("nav.definitions"),
                query_params=view.chosen.params(metric=metric.metric),
            )


def no_rows(view: View) -> None:
    """The empty state of a block: what was asked and what to change."""
    words = view.words
    with st.container(border=True):
        st.markdown(f"**{words('state.no_rows_title')}**")
        st.caption(words("state.no_rows_body", asked=filters.sentence(view.chosen, words)))
        if view.chosen.is_filtered:
            st.button(
                words("state.widen"), on_click=address.clear, icon=":material/filter_alt_off:"
            )


def failed(label: str, reason: str, words: Words) -> None:
    """A figure that could not be computed, named, with what to tell the administrator."""
    st.error(
        words("state.failed_body", reason=reason),
        title=words("state.failed_title", label=label),
        icon=":material/error:",
    )


def block_state(result: Result, view: View) -> None:
    """Why a block shows no figure: failed, not recorded, withheld, or nothing that matches."""
    words = view.words
    label = naming.label(result.metric, words)
    if result.status == "failed":
        failed(label, result.failure or "", words)
    elif result.status == "not_recorded":
        how = naming.how_to_record(result.metric.metric, words)
        with st.container(border=True):
            st.markdown(f"**{words('state.not_recorded_title', label=label)}**")
            st.caption(words("state.not_recorded_body", how=how))
    elif result.status == "too_few_people":
        with st.container(border=True):
            st.markdown(f"**{words('state.too_few_people_title', label=label)}**")
            st.caption(words("state.too_few_people_body", minimum=fewest_people()))
    else:
        no_rows(view)


def withheld(count: int, words: Words) -> None:
    """How many groups a picture leaves out because too few people are behind them."""
    if count:
        text = words("patterns.withheld", count=count, minimum=fewest_people())
        st.caption(f":material/visibility_off: {text}")


def control_line(notes: Sequence[str]) -> None:
    """The control total, what is recorded and the volumes, on top of the figures."""
    st.caption("　".join(notes))


def choice(key: str, options: Sequence[str], group: str, words: Words) -> str:
    """A switch whose state is kept in the URL; the first option unless the URL says another."""
    address.follow_url(key, options, options[0])
    picked = st.segmented_control(
        words(group),
        options,
        format_func=lambda option: words(f"{group}_{option}"),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    address.keep_in_url(key, picked)
    return picked


def drill_chips(conditions: Mapping[str, str], left_out: str, words: Words) -> None:
    """What narrows the list beyond the filters; each can be removed, or all of them."""
    if left_out:
        st.caption(f":material/info: {left_out}")
    if not conditions:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for name, condition in conditions.items():
            st.button(
                condition,
                key=f"chip_{name}",
                icon=":material/close:",
                help=words("cases.remove_chip"),
                on_click=address.clear_drill,
                args=(name,),
            )
        if len(conditions) > 1:
            st.button(words("cases.clear_drill"), type="tertiary", on_click=address.clear_drill)


def search(words: Words) -> str:
    """A search over what the list shows; kept in the URL."""
    key = "q"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(key, "")
    sought = st.text_input(
        words("cases.search"),
        key=key,
        placeholder=words("cases.search_hint"),
        help=words("cases.search_help"),
        icon=":material/search:",
        width=400,
    )
    if sought:
        st.query_params[key] = sought
    elif key in st.query_params:
        del st.query_params[key]
    return sought
