"""The forms, one file a noun."""
