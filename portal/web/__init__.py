"""What every request passes, and what each door says and shows."""
