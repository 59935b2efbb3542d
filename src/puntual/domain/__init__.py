"""The words of the collections field as values. Imports nothing but the standard library."""
