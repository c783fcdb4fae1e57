"""The alliance: how safe and respected a session felt, and what is worth asking about."""
