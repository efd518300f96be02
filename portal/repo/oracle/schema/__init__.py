"""The schema's scripts, their installation, and the steps that bring an older one to this."""
