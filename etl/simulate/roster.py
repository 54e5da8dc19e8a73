"""The roles that operators can ask, with their levels and head counts (`roles.csv`)."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Role:
    """One role: its rank, the axis it stands on, and how many people hold it per site."""

    target: str
    level: int
    axis: str
    actor_prefix: str
    people_per_center: int


def read_roles() -> tuple[Role, ...]:
    """The roles in the order of the file."""
    with Path(__file__).with_name("roles.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Role(
                row["target"],
                int(row["level"]),
                row["axis"],
                row["actor_prefix"],
                int(row["people_per_center"]),
            )
            for row in csv.DictReader(file)
        )


ROLES = read_roles()
LEVEL_OF = {role.target: role.level for role in ROLES}
AXIS_OF = {role.target: role.axis for role in ROLES}
