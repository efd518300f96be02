-- Lines of the extract that gave the money back.
CREATE TABLE IF NOT EXISTS portal_extracto_reversa (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    linea INTEGER NOT NULL,
    codigo TEXT NOT NULL,
    fecha TEXT NOT NULL,
    importe INTEGER NOT NULL CHECK (importe > 0),
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    PRIMARY KEY (extracto_id, linea)
) WITHOUT ROWID;

-- What was passed over when the extract was read.
CREATE TABLE IF NOT EXISTS portal_extracto_aviso (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    nro INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (extracto_id, nro)
) WITHOUT ROWID;

-- Under which titles a canal's file says what: chosen once on the screen. moneda_fija is 0 where a column tells.
CREATE TABLE IF NOT EXISTS portal_extracto_perfil (
    canal TEXT NOT NULL PRIMARY KEY,
    codigo TEXT NOT NULL,
    fecha TEXT NOT NULL,
    importe TEXT NOT NULL,
    devolucion TEXT,
    moneda TEXT,
    moneda_fija INTEGER NOT NULL CHECK (moneda_fija IN (0, 1, 2)),
    en INTEGER NOT NULL,
    por TEXT NOT NULL
) WITHOUT ROWID;

-- A file about which something is asked before it is loaded, and its bytes (base64) in parts; gone in a day.
CREATE TABLE IF NOT EXISTS portal_extracto_borrador (
    clave TEXT NOT NULL PRIMARY KEY,
    canal TEXT NOT NULL,
    archivo TEXT NOT NULL,
    motivo TEXT NOT NULL,
    en INTEGER NOT NULL,
    por TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_extracto_parte (
    clave TEXT NOT NULL REFERENCES portal_extracto_borrador (clave),
    nro INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (clave, nro)
) WITHOUT ROWID;
