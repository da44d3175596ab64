"""What the policies implement of a catalogue, and which rules the cases decide both ways."""
