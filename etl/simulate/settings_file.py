"""The settings that go with a simulated center: its opening hours and closed days."""

from datetime import date, timedelta
from pathlib import Path

from etl.simulate.calendar_load import NEW_YEAR
from etl.simulate.center import CENTERS
from etl.simulate.plan import SimulationPlan

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def write_settings(plan: SimulationPlan, path: Path) -> None:
    """Write `minaoshi.toml`; put it beside the warehouse that the log is loaded into."""
    lines = ["# Opening hours of the simulated center.", 'time_zone = "Asia/Tokyo"']
    for center in CENTERS:
        hours = f"{center.open_hour:02}:00-{center.close_hour:02}:00"
        lines += ["", f"[hours_of.{center.code}]"]
        lines += [f'{day} = "{hours}"' for day in _WEEKDAYS]
        lines += [f'saturday = "{hours if center.is_open_saturday else ""}"']
        lines += ['sunday = ""', 'holiday = ""']
    lines += ["", "[special_days]"]
    lines += [f'{day} = ""' for day in _closed_days(plan)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _closed_days(plan: SimulationPlan) -> list[date]:
    days = (plan.start_date + timedelta(days=number) for number in range(7 * plan.weeks))
    return [day for day in days if (day.month, day.day) in NEW_YEAR]
