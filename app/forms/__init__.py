"""What people type, parsed and cleaned: one file a noun. Says no with a sentence, and never loses what was typed."""
