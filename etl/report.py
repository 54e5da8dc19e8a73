"""What a load did, file by file: printed, and kept beside the events."""

from dataclasses import asdict, dataclass, field
from typing import Any

from etl.errors import EtlError


@dataclass
class FileReport:
    """One file of a load. `skipped` says why nothing of it was read."""

    name: str
    bytes: int
    sha256: str = ""
    rows_read: int = 0
    rows_accepted: int = 0
    rows_quarantined: int = 0
    rows_ignored: int = 0
    skipped: str = ""

    def check(self) -> None:
        """Raise EtlError when a row vanished."""
        known = self.rows_accepted + self.rows_quarantined + self.rows_ignored
        if self.rows_read != known:
            raise EtlError(
                f"{self.name}: {self.rows_read} rows read, but {known} accounted for. "
                "The load is dropped: report this file."
            )


@dataclass
class LoadReport:
    """One load: its files, what became of their rows, and what to know about it."""

    load_id: str
    mapping: str
    digest: str
    position: int = 1
    key: str = ""
    persons: list[str] = field(default_factory=list)
    customers: list[str] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    events: int = 0
    counts: int = 0
    duplicates: int = 0
    backward_stamps: int = 0
    touched_contacts: int = 0
    masked: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    replaces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """Rows read from all files."""
        return sum(file.rows_read for file in self.files)

    @property
    def rows_accepted(self) -> int:
        """Rows that were used."""
        return sum(file.rows_accepted for file in self.files)

    @property
    def rows_quarantined(self) -> int:
        """Rows that cannot be used."""
        return sum(file.rows_quarantined for file in self.files)

    @property
    def rows_ignored(self) -> int:
        """Rows that the mapping leaves out."""
        return sum(file.rows_ignored for file in self.files)

    @property
    def is_empty(self) -> bool:
        """Whether every file had been loaded before: then no load folder is written."""
        return all(file.skipped for file in self.files)

    def count_reason(self, reason: str, rows: int) -> None:
        """Add rows to a reason of quarantine."""
        self.reasons[reason] = self.reasons.get(reason, 0) + rows

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)

    def text(self) -> str:
        """Return the report in lines: each file's account, the reasons, what to know."""
        lines = [self._account(file) for file in self.files]
        lines += [f"  quarantined, {reason}: {rows:,}" for reason, rows in self._by_rows()]
        if not self.is_empty:
            lines.append(f"{self.events:,} events accepted; {self.duplicates:,} exact duplicates")
        if self.counts:
            lines.append(f"{self.counts:,} counts of contacts accepted")
        if self.backward_stamps:
            lines.append(f"{self.backward_stamps:,} stamps go backward; the declared order holds")
        if self.masked:
            kinds = ", ".join(f"{kind} {times:,}" for kind, times in self.masked.items())
            lines.append(f"masked in free text: {kinds}")
        if self.touched_contacts:
            lines.append(f"{self.touched_contacts:,} contacts of earlier loads derived anew")
        return "\n".join([*lines, *(f"note: {note}" for note in self.notes)])

    def _account(self, file: FileReport) -> str:
        if file.skipped:
            return f"{file.name}: {file.skipped}"
        return (
            f"{file.name}: {file.rows_read:,} rows read = {file.rows_accepted:,} accepted + "
            f"{file.rows_quarantined:,} quarantined + {file.rows_ignored:,} ignored"
        )

    def _by_rows(self) -> list[tuple[str, int]]:
        return sorted(self.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
