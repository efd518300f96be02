"""When a mail is tried again, and when nobody wants it any more."""
