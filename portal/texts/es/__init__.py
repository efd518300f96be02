"""The sentences, in the language that the portal is written in."""
