"""References and links for paying: one file per rail."""
