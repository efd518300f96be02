-- The channels among everybody.
CREATE INDEX portal_usuario_rol ON portal_usuario (rol, usuario);
