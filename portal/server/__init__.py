"""The HTTP server: what a connection may cost, and how a process ends without leaving anybody unanswered."""
