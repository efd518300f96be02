-- The outbox: what is written to people by mail, kept with what it tells until somebody sent it. proxima: when it is tried
-- next, or until when whoever took it has it to itself. Its data go when it ended: links are secrets.
CREATE TABLE IF NOT EXISTS portal_carta (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    suceso TEXT NOT NULL UNIQUE,
    clase TEXT NOT NULL,
    usuario_id INTEGER REFERENCES portal_usuario (id),
    para TEXT NOT NULL,
    idioma TEXT NOT NULL,
    adjunto INTEGER REFERENCES portal_pago (id),
    estado TEXT NOT NULL CHECK (estado IN ('PENDIENTE', 'ENVIADA', 'FALLIDA', 'OMITIDA')),
    creada INTEGER NOT NULL,
    vence INTEGER,
    proxima INTEGER,
    intentos INTEGER NOT NULL CHECK (intentos >= 0),
    terminada INTEGER,
    causa TEXT,
    datos TEXT,
    CHECK (
        (estado = 'PENDIENTE' AND proxima IS NOT NULL AND terminada IS NULL AND datos IS NOT NULL)
        OR (estado <> 'PENDIENTE' AND proxima IS NULL AND terminada IS NOT NULL AND datos IS NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_carta_proxima ON portal_carta (proxima);
CREATE INDEX IF NOT EXISTS portal_carta_usuario ON portal_carta (usuario_id, id);
CREATE INDEX IF NOT EXISTS portal_carta_para ON portal_carta (para, id);
CREATE INDEX IF NOT EXISTS portal_carta_estado ON portal_carta (estado, id);
