"""Schema revisions: ``main`` for the main database, ``keys`` for the key store."""
