"""The recording form: a row per request for help, about fifteen seconds, no person's name."""
