"""READS: one file a noun, named by what comes back. Every number on any page comes from here, once."""
