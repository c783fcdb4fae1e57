"""Throughline's server: rooms on floors. docs/house.md names them; import-linter keeps the direction."""
