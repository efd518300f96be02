-- How far an operador goes; who was one until here did all that there was.
ALTER TABLE portal_usuario ADD nivel TEXT
CHECK (nivel IS NULL OR (nivel IN ('mirar', 'resolver', 'administrar') AND rol = 'operador'));
UPDATE portal_usuario SET nivel = 'resolver' WHERE rol = 'operador';
