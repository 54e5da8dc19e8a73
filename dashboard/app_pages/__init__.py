"""One page per file, one question per page."""
