"""Mail as it is written and sent: templates in words, a message, and an SMTP server."""
