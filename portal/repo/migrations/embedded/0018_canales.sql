-- What a channel has beside its user: with what its codes begin, from where it may call, and how much of it.
CREATE TABLE IF NOT EXISTS portal_canal (
    usuario_id INTEGER PRIMARY KEY REFERENCES portal_usuario (id),
    prefijo TEXT UNIQUE CHECK (length(prefijo) BETWEEN 2 AND 10),
    redes TEXT,
    por_minuto INTEGER CHECK (por_minuto > 0),
    por_hora INTEGER CHECK (por_hora > 0)
);

-- A client of OAuth.
CREATE TABLE IF NOT EXISTS portal_credencial (
    cliente TEXT PRIMARY KEY,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    nombre TEXT NOT NULL,
    alcances TEXT NOT NULL,
    creada INTEGER NOT NULL,
    vence INTEGER,
    revocada INTEGER
);
CREATE INDEX IF NOT EXISTS portal_credencial_usuario ON portal_credencial (usuario_id, creada);

-- Its secrets, by their SHA-256.
CREATE TABLE IF NOT EXISTS portal_secreto (
    numero TEXT PRIMARY KEY,
    cliente TEXT NOT NULL REFERENCES portal_credencial (cliente),
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    pista TEXT NOT NULL,
    creado INTEGER NOT NULL,
    retirado INTEGER,
    usado INTEGER
);
CREATE INDEX IF NOT EXISTS portal_secreto_cliente ON portal_secreto (cliente);

-- What a token of a channel was given for: it ends with its session.
CREATE TABLE IF NOT EXISTS portal_concesion (
    sid TEXT PRIMARY KEY REFERENCES portal_sesion (sid) ON DELETE CASCADE,
    secreto TEXT NOT NULL REFERENCES portal_secreto (numero),
    alcances TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS portal_concesion_secreto ON portal_concesion (secreto);

-- What a channel asked for, by windows of the clock: requests of a minute, documentos of an hour.
CREATE TABLE IF NOT EXISTS portal_consumo (
    usuario_id INTEGER NOT NULL,
    quota TEXT NOT NULL CHECK (quota IN ('pedidos', 'documentos')),
    desde INTEGER NOT NULL,
    usados INTEGER NOT NULL,
    avisado INTEGER NOT NULL CHECK (avisado IN (0, 1)),
    PRIMARY KEY (usuario_id, quota, desde)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_consumo_desde ON portal_consumo (desde);

CREATE TABLE IF NOT EXISTS portal_consumo_documento (
    usuario_id INTEGER NOT NULL,
    desde INTEGER NOT NULL,
    documento TEXT NOT NULL,
    PRIMARY KEY (usuario_id, desde, documento)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_consumo_doc_desde ON portal_consumo_documento (desde);
