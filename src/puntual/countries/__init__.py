"""One rulebook per country: dated, sourced data. A new country is one new file named by its code."""
