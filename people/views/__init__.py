"""The pages, one file a noun. See `people/urls.py` for their addresses."""
