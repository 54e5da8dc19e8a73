"""Taking away what a page shows: as CSV for old and new spreadsheets, or as a workbook."""
