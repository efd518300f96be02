-- What happened is never rewritten: the same triggers as portal/repo/embedded/link/schema.sql, and a test holds the two together.
-- Who may ALTER a table can still disable them; the audit's chain of hashes would show it.

CREATE TRIGGER portal_auditoria_fija BEFORE UPDATE ON portal_auditoria
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_auditoria only grows');
END;
/

CREATE TRIGGER portal_auditoria_queda BEFORE DELETE ON portal_auditoria
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_auditoria only grows');
END;
/

CREATE TRIGGER portal_pago_evento_fijo BEFORE UPDATE ON portal_pago_evento
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evento only grows');
END;
/

CREATE TRIGGER portal_pago_evento_queda BEFORE DELETE ON portal_pago_evento
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evento only grows');
END;
/

CREATE TRIGGER portal_pago_evidencia_fija BEFORE UPDATE ON portal_pago_evidencia
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evidencia only grows');
END;
/

CREATE TRIGGER portal_pago_evidencia_queda BEFORE DELETE ON portal_pago_evidencia
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evidencia only grows');
END;
/

CREATE TRIGGER portal_codigo_fijo BEFORE UPDATE ON portal_codigo
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'a code is used once');
END;
/

CREATE TRIGGER portal_codigo_queda BEFORE DELETE ON portal_codigo
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'a code is used once');
END;
/

CREATE TRIGGER portal_pago_fijo BEFORE UPDATE OF
    emisor, cod_transaccion, usuario, documento, idsession, moneda, subtotal, comision, creado, pasarela, verificador
ON portal_pago
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'what an attempt is about never changes');
END;
/

CREATE TRIGGER portal_pago_queda BEFORE DELETE ON portal_pago
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'an attempt is never forgotten');
END;
/

CREATE TRIGGER portal_pago_deuda_fija BEFORE UPDATE OF pago_id, orden, codmovimiento, seq, deuda ON portal_pago_deuda
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'what an attempt is about never changes');
END;
/

CREATE TRIGGER portal_pago_deuda_queda BEFORE DELETE ON portal_pago_deuda
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'an attempt is never forgotten');
END;
/
