-- The outbox: what is written to people by mail, kept with what it tells until somebody sent it. proxima: when it is tried
-- next, or until when whoever took it has it to itself. Its data go when it ended: links are secrets.
CREATE TABLE portal_carta (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    suceso VARCHAR2(120 CHAR) NOT NULL,
    clase VARCHAR2(40 CHAR) NOT NULL,
    usuario_id NUMBER(19) REFERENCES portal_usuario (id),
    para VARCHAR2(254 CHAR) NOT NULL,
    idioma VARCHAR2(35 CHAR) NOT NULL,
    adjunto NUMBER(19) REFERENCES portal_pago (id),
    estado VARCHAR2(20 CHAR) NOT NULL CHECK (estado IN ('PENDIENTE', 'ENVIADA', 'FALLIDA', 'OMITIDA')),
    creada NUMBER(19) NOT NULL,
    vence NUMBER(19),
    proxima NUMBER(19),
    intentos NUMBER(10) NOT NULL CHECK (intentos >= 0),
    terminada NUMBER(19),
    causa VARCHAR2(500 CHAR),
    datos VARCHAR2(4000 CHAR),
    CONSTRAINT portal_carta_pk PRIMARY KEY (id),
    CONSTRAINT portal_carta_uk UNIQUE (suceso),
    CHECK (
        (estado = 'PENDIENTE' AND proxima IS NOT NULL AND terminada IS NULL AND datos IS NOT NULL)
        OR (estado <> 'PENDIENTE' AND proxima IS NULL AND terminada IS NOT NULL AND datos IS NULL)
    )
);
CREATE INDEX portal_carta_proxima ON portal_carta (proxima);
CREATE INDEX portal_carta_usuario ON portal_carta (usuario_id, id);
CREATE INDEX portal_carta_para ON portal_carta (para, id);
CREATE INDEX portal_carta_estado ON portal_carta (estado, id);
