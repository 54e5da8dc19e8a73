"""The rule workbook: taken away, brought back, and what that changes before anything is written."""
