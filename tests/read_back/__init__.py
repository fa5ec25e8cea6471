"""Somebody keeps every picture, page and file there ever was of a round, knows all the rules, and subtracts.

Nothing can be read back if another hall would have looked the same at every moment, in every byte: one where people had
answered otherwise. So a round is played, and played again with answers exchanged.

What must not be read back: who in a group answered what; how many of a group with one to four answers gave one that
somebody there gave; and how many of such a group answered. What may be: how many are here, and answered in all; that a
group has no answers; that nobody of those who are hidden gave some answer; and what follows from everybody's having
answered, for then who is here is who answered. What a person wrote in a dialogue stands with the group, openly.
"""
