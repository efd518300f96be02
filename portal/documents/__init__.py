"""Files for people to keep: the receipt as PDF and its QR, spreadsheets."""
