"""The people and places of the simulated center: sites, teams, channels, opening hours."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Center:
    """One site with its teams and opening hours (whole local hours, half-open)."""

    code: str
    teams: tuple[str, ...]
    open_hour: int
    close_hour: int
    is_open_saturday: bool


CENTERS = (
    Center("sapporo", ("sapporo-1", "sapporo-2", "sapporo-3"), 9, 18, False),
    Center("tokyo", ("tokyo-1", "tokyo-2", "tokyo-3", "tokyo-4"), 9, 20, True),
    Center("fukuoka", ("fukuoka-1", "fukuoka-2", "fukuoka-3"), 9, 18, False),
)
CENTER_CODES = tuple(center.code for center in CENTERS)
TEAMS = tuple(team for center in CENTERS for team in center.teams)
OPERATORS_PER_TEAM = 12
CHANNELS = ("phone", "email", "chat", "web")
SYNCHRONOUS = ("phone", "chat")
PRODUCTS = ("基本セット", "定期便", "家電A型", "家電B型", "部品・消耗品", "会員サービス")
