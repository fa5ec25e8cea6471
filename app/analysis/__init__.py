"""MATHS: pure functions on plain values. No database, no Flask."""
