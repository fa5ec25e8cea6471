"""VERBS: one file a noun. Each action checks, changes, commits and announces. Only this layer commits."""
