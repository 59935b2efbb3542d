"""One module a page, and one for what people do."""
