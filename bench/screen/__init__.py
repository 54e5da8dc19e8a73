"""The weekly review in a real browser, held against a bare Streamlit page in the same run."""
