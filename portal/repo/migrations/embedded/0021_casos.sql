-- A late reversal: asked for once the payment's day is over, and seen to by an operador. plazo: until when its invoice may be
-- cancelled.
CREATE TABLE IF NOT EXISTS portal_caso (
    pago_id INTEGER PRIMARY KEY REFERENCES portal_pago (id),
    usuario TEXT NOT NULL,
    motivo TEXT NOT NULL,
    abierto INTEGER NOT NULL,
    plazo INTEGER NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('ABIERTO', 'TOMADO', 'ACEPTADO', 'NEGADO')),
    responsable TEXT,
    cerrado INTEGER,
    respuesta TEXT,
    CHECK (
        (estado IN ('ABIERTO', 'TOMADO') AND cerrado IS NULL AND respuesta IS NULL)
        OR (estado IN ('ACEPTADO', 'NEGADO') AND cerrado IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_caso_estado ON portal_caso (estado, plazo);
CREATE INDEX IF NOT EXISTS portal_caso_cerrado ON portal_caso (cerrado);

CREATE TABLE IF NOT EXISTS portal_caso_nota (
    pago_id INTEGER NOT NULL REFERENCES portal_caso (pago_id),
    nro INTEGER NOT NULL,
    en INTEGER NOT NULL,
    actor TEXT NOT NULL,
    paso TEXT NOT NULL CHECK (paso IN ('ABIERTO', 'TOMADO', 'NOTA', 'PEDIDO', 'ACEPTADO', 'NEGADO')),
    texto TEXT,
    publica INTEGER NOT NULL CHECK (publica IN (0, 1)),
    PRIMARY KEY (pago_id, nro)
) WITHOUT ROWID;
