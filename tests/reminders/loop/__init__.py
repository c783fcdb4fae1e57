"""From what was agreed to what is sent: the loop's passes on a real database, with the time as tests set it."""
