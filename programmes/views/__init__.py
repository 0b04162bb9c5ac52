"""The pages, one file a noun. See `programmes/urls.py` for their addresses."""
