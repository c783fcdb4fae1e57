"""What a client says of their entries as such."""
