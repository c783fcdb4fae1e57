"""Between us: the client's consent, and who opened what was written."""
