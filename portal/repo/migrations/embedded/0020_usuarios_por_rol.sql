-- The channels among everybody.
CREATE INDEX IF NOT EXISTS portal_usuario_rol ON portal_usuario (rol, usuario);
