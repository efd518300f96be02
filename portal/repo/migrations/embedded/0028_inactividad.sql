-- When whoever holds a session was last seen in it, written down every few minutes; NULL: not since it was opened.
ALTER TABLE portal_sesion ADD COLUMN vista INTEGER;
