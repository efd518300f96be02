-- Who looked at a customer's data: what others did about that documento, newest first. What customers do about their own,
-- which is most of all, has no entry.
CREATE INDEX IF NOT EXISTS portal_auditoria_miradas
    ON portal_auditoria (CASE WHEN rol <> 'cliente' OR accion = 'mirar-por-otro' THEN objeto END, id);
