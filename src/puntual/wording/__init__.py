"""Every word that a customer reads, as data: a catalogue in three languages, rendered from record facts."""
