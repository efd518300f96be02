-- What was answered under each Idempotency-Key; without estado it runs until vence, or waits to be asked again.
CREATE TABLE IF NOT EXISTS portal_idempotencia (
    usuario TEXT NOT NULL,
    ruta TEXT NOT NULL,
    clave TEXT NOT NULL CHECK (length(clave) BETWEEN 1 AND 64),
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    creado INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    estado INTEGER,
    cuerpo TEXT,
    PRIMARY KEY (usuario, ruta, clave),
    CHECK ((estado IS NULL) = (cuerpo IS NULL))
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS portal_idempotencia_creado ON portal_idempotencia (creado);
