"""What follows from what customers say: `decide` is the door, one file for each kind of thing said."""
