"""Days, extracts and what people said of them."""
