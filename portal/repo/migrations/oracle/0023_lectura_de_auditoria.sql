-- The audit is looked through by who, by what and by when, newest first.
CREATE INDEX portal_auditoria_en ON portal_auditoria (en, id);
CREATE INDEX portal_auditoria_actor ON portal_auditoria (actor, id);
CREATE INDEX portal_auditoria_accion ON portal_auditoria (accion, id);
CREATE INDEX portal_auditoria_actor_accion ON portal_auditoria (actor, accion, id);
