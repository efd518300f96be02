-- The last time that whoever holds the session proved to be its user; NULL in sessions of before.
ALTER TABLE portal_sesion ADD COLUMN probada INTEGER;

-- Second factors. A totp has its seed, encrypted, and the last step whose code was taken; a passkey its own id, its public
-- key (base64url) and its count of signatures.
CREATE TABLE IF NOT EXISTS portal_factor (
    id INTEGER PRIMARY KEY,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    tipo TEXT NOT NULL CHECK (tipo IN ('totp', 'passkey')),
    nombre TEXT NOT NULL,
    semilla TEXT,
    paso INTEGER,
    passkey_id TEXT UNIQUE,
    publica TEXT,
    firmas INTEGER,
    creado INTEGER NOT NULL,
    usado INTEGER
);
CREATE INDEX IF NOT EXISTS portal_factor_usuario ON portal_factor (usuario_id);

-- Recovery codes that were not used yet, as HMACs: a code goes with its use.
CREATE TABLE IF NOT EXISTS portal_respaldo (
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    PRIMARY KEY (usuario_id, huella)
) WITHOUT ROWID;

-- What proves something once (a passkey's challenge, a half-done sign-in), by its SHA-256, until it would have ended.
CREATE TABLE IF NOT EXISTS portal_prueba_usada (
    huella TEXT NOT NULL PRIMARY KEY CHECK (length(huella) = 64),
    vence INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_prueba_usada_vence ON portal_prueba_usada (vence);
