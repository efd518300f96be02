-- An act of the staff that waits for a second person; it is answered once, by another.
CREATE TABLE IF NOT EXISTS portal_solicitud (
    id INTEGER PRIMARY KEY,
    acto TEXT NOT NULL CHECK (acto IN ('ANULAR', 'RESOLVER', 'DEVUELTO', 'ANULAR_TARDE')),
    pago_id INTEGER NOT NULL REFERENCES portal_pago (id),
    desenlace TEXT,
    pide TEXT NOT NULL,
    motivo TEXT NOT NULL,
    pedida INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    estado TEXT NOT NULL CHECK (
        estado IN ('PENDIENTE', 'APROBADA', 'HECHA', 'SIN_EFECTO', 'RECHAZADA', 'VENCIDA')
    ),
    responde TEXT,
    respondida INTEGER,
    respuesta TEXT,
    resultado TEXT,
    CHECK (responde IS NULL OR responde <> pide),
    CHECK (
        (estado = 'PENDIENTE' AND responde IS NULL AND respondida IS NULL AND respuesta IS NULL)
        OR (estado <> 'PENDIENTE' AND responde IS NOT NULL AND respondida IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_solicitud_pago ON portal_solicitud (pago_id, id);
CREATE INDEX IF NOT EXISTS portal_solicitud_estado ON portal_solicitud (estado, vence);
