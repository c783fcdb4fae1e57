"""The week as the client sees it: a note or a correction, before the therapist reads."""
