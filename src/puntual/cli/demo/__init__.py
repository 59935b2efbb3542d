"""A sample company that lives for some weeks on a virtual clock, through the real code."""
