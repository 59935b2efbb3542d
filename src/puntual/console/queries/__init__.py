"""What the pages show, read from rows with a fixed number of statements however many rows there are."""
