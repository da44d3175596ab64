"""Rules as sentences that an official can hold against the circular, in both languages."""
