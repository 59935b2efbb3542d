"""An optional second reader: a language model is asked about what the first reader is not sure of.

It confirms or it makes us ask; it never decides alone (docs/decisions, "A language model confirms, it never
decides"). Needs the extra `llm`; nothing here is imported before a company configures an endpoint.
"""
