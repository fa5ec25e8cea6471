"""Draw once, hand out to everybody: regions, revisions, streams. Knows what is shown, never to whom."""
