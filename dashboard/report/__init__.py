"""The one-page weekly report, to be pasted into a mail."""
