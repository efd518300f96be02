"""What any site answers at addresses that everybody knows."""
