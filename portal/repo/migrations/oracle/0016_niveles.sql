-- How far an operador goes; who was one until here did all that there was.
ALTER TABLE portal_usuario ADD (nivel VARCHAR2(11 CHAR) CHECK (nivel IN ('mirar', 'resolver', 'administrar')));

ALTER TABLE portal_usuario ADD CONSTRAINT portal_usuario_nivel_ck CHECK (nivel IS NULL OR rol = 'operador');

UPDATE portal_usuario SET nivel = 'resolver' WHERE rol = 'operador';
