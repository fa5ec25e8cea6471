"""The simulated people of a rehearsal. What they do goes through the same actions as what real people do."""
