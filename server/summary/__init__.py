"""What the therapist reads: the caseload, and one page for one client and one week. Knows no clinical room."""
