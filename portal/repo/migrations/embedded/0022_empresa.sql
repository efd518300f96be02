-- What the company says of itself, version by version: the newest is told. A logo's bytes are base64 in parts, by SHA-256.
CREATE TABLE IF NOT EXISTS portal_empresa (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    nombre TEXT,
    ruc TEXT,
    telefono TEXT,
    whatsapp TEXT,
    direccion TEXT,
    horario TEXT,
    banco TEXT,
    privacidad TEXT,
    logo TEXT CHECK (length(logo) = 64),
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS portal_empresa_logo (
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    nro INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (huella, nro)
) WITHOUT ROWID;
