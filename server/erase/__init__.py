"""Erasing a client: asked for on the phone with a code from the room, taken back for seven days, then done for good."""
