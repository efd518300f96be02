-- A day that an operador closed, with its figures as they were then.
CREATE TABLE IF NOT EXISTS portal_cierre (
    dia TEXT PRIMARY KEY,
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS portal_cierre_renglon (
    dia TEXT NOT NULL REFERENCES portal_cierre (dia),
    canal TEXT NOT NULL,
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    pagados INTEGER NOT NULL,
    bruto INTEGER NOT NULL,
    anulados INTEGER NOT NULL,
    total_anulado INTEGER NOT NULL,
    subtotal INTEGER NOT NULL,
    comision INTEGER NOT NULL,
    PRIMARY KEY (dia, canal, moneda)
) WITHOUT ROWID;

-- What a bank or gateway says it charged. huella is the file's SHA-256: the same file is loaded once.
CREATE TABLE IF NOT EXISTS portal_extracto (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    canal TEXT NOT NULL,
    archivo TEXT NOT NULL,
    huella TEXT NOT NULL UNIQUE,
    desde TEXT NOT NULL,
    hasta TEXT NOT NULL,
    lineas INTEGER NOT NULL,
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL,
    comparado INTEGER NOT NULL,
    coinciden INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS portal_extracto_linea (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    linea INTEGER NOT NULL,
    codigo TEXT NOT NULL,
    fecha TEXT NOT NULL,
    importe INTEGER NOT NULL CHECK (importe > 0),
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    PRIMARY KEY (extracto_id, linea)
) WITHOUT ROWID;

-- The last comparison of an extract; what somebody explained stays explained.
CREATE TABLE IF NOT EXISTS portal_diferencia (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    tipo TEXT NOT NULL,
    codigo TEXT NOT NULL,
    pago_id INTEGER REFERENCES portal_pago (id),
    moneda INTEGER NOT NULL,
    importe_extracto INTEGER,
    importe_portal INTEGER,
    explicada TEXT,
    por TEXT,
    PRIMARY KEY (extracto_id, tipo, codigo)
) WITHOUT ROWID;
