"""How the shipped model is made from the corpus and measured. Never imported by the product."""
