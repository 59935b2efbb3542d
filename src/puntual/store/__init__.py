"""Rows and named queries, on SQLite and on PostgreSQL alike.

Money is integer minor units beside its ISO currency. Days that set-based SQL compares are day numbers
(`date.toordinal()`), so that one statement serves both databases. Instants are UTC.
"""
