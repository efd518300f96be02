-- The documentos that a login may open beside its own, and which of them a session has open: none is the own. One that was
-- withdrawn is in no session's reach, whatever number that keeps.
CREATE TABLE portal_autorizacion (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    documento VARCHAR2(15 CHAR) NOT NULL,
    nombre VARCHAR2(200 CHAR) NOT NULL,
    creada NUMBER(19) NOT NULL,
    CONSTRAINT portal_autorizacion_pk PRIMARY KEY (id),
    CONSTRAINT portal_autorizacion_uk UNIQUE (usuario_id, documento)
);
CREATE INDEX portal_autorizacion_documento ON portal_autorizacion (documento, id);
ALTER TABLE portal_sesion ADD (autorizacion_id NUMBER(19));
