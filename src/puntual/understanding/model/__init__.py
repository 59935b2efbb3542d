"""The statistical half of understanding: features, encoder and the model learnt from the corpus."""
