"""Pure rules. Every answer carries its reason; nothing here reads a clock, a file or a row."""
