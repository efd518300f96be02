"""Who gets in, who does not, and who was told so."""
