-- An act of the staff that waits for a second person; it is answered once, by another.
CREATE TABLE portal_solicitud (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    acto VARCHAR2(12 CHAR) NOT NULL CHECK (acto IN ('ANULAR', 'RESOLVER', 'DEVUELTO', 'ANULAR_TARDE')),
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    desenlace VARCHAR2(20 CHAR),
    pide VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    pedida NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    estado VARCHAR2(10 CHAR) NOT NULL CHECK (
        estado IN ('PENDIENTE', 'APROBADA', 'HECHA', 'SIN_EFECTO', 'RECHAZADA', 'VENCIDA')
    ),
    responde VARCHAR2(35 CHAR),
    respondida NUMBER(19),
    respuesta VARCHAR2(2000 CHAR),
    resultado VARCHAR2(4000 CHAR),
    CONSTRAINT portal_solicitud_pk PRIMARY KEY (id),
    CONSTRAINT portal_solicitud_dos_ck CHECK (responde IS NULL OR responde <> pide),
    CONSTRAINT portal_solicitud_respuesta_ck CHECK (
        (estado = 'PENDIENTE' AND responde IS NULL AND respondida IS NULL AND respuesta IS NULL)
        OR (estado <> 'PENDIENTE' AND responde IS NOT NULL AND respondida IS NOT NULL AND respuesta IS NOT NULL)
    )
);

CREATE INDEX portal_solicitud_pago ON portal_solicitud (pago_id, id);

CREATE INDEX portal_solicitud_estado ON portal_solicitud (estado, vence);
