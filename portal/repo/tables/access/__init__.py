"""Users, sessions, tries and the audit."""
