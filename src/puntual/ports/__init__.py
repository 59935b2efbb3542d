"""Protocols that the outer rooms fill, and the plain values that cross them."""
