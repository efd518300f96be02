-- What was answered under each Idempotency-Key; without estado it runs until vence, or waits to be asked again.
CREATE TABLE portal_idempotencia (
    usuario VARCHAR2(35 CHAR) NOT NULL,
    ruta VARCHAR2(50 CHAR) NOT NULL,
    clave VARCHAR2(64 CHAR) NOT NULL CHECK (length(clave) BETWEEN 1 AND 64),
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    creado NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    estado NUMBER(3),
    cuerpo VARCHAR2(4000 CHAR),
    CONSTRAINT portal_idempotencia_pk PRIMARY KEY (usuario, ruta, clave),
    CHECK ((estado IS NULL AND cuerpo IS NULL) OR (estado IS NOT NULL AND cuerpo IS NOT NULL))
);

CREATE INDEX portal_idempotencia_creado ON portal_idempotencia (creado);
