"""Pages about what is kept, and for whom the pages work."""
