"""A client's copy of everything that is theirs, as one file. Knows no clinical room: the kinds are handed in."""
