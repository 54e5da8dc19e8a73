"""What can go wrong in the pipeline, said so that the reader can mend it."""


class EtlError(Exception):
    """A load stopped; the message says what, where, which value and what to do."""
