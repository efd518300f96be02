-- Tries of a password whose hash is being computed: they are no failures yet, and their number is bounded.
CREATE TABLE portal_intento_en_curso (
    clave VARCHAR2(200 CHAR) NOT NULL,
    numero VARCHAR2(64 CHAR) NOT NULL,
    vence NUMBER(19) NOT NULL,
    CONSTRAINT portal_intento_en_curso_pk PRIMARY KEY (clave, numero)
);

ALTER TABLE portal_auditoria ADD (direccion VARCHAR2(45 CHAR));
