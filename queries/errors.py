"""What can go wrong when a number is asked for, said so that the reader can mend it."""


class QueryError(Exception):
    """A question could not be answered; the message says what, where and what to do."""


class UnknownMetricError(QueryError):
    """There is no metric of that name."""


class CatalogError(QueryError):
    """A metric file is not written as the catalog demands."""


class WarehouseError(QueryError):
    """The warehouse is missing or cannot be read."""


class JournalError(QueryError):
    """The journal of what people decide cannot be reached, read or written."""
