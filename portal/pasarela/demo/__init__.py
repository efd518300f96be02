"""The demo bank: a gateway that does on request what real ones do on bad days."""
