"""Measures the product with 10, 1,000 and 10,000 programmes: `make bench`. Nothing here is part of the product."""
