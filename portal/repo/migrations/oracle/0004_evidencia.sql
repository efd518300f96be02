-- What a gateway said about an attempt, for the staff to judge: each thing once.
CREATE TABLE portal_pago_evidencia (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    nro NUMBER(10) NOT NULL,
    en NUMBER(19) NOT NULL,
    texto VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_pago_evidencia_pk PRIMARY KEY (pago_id, nro)
);

-- What happened is never rewritten. Databases of the step before may have these, which came without a step.
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
