-- A debt that the company's whole list no longer names: it is owed no more, until a list names it again.
CREATE TABLE IF NOT EXISTS erp_retirada (
    codmovimiento TEXT PRIMARY KEY REFERENCES erp_deuda (codmovimiento),
    en INTEGER NOT NULL
) WITHOUT ROWID;

-- A list on its way in (carga.py): gathered out of sight (JUNTANDO), in force whole from one commit on (VIGENTE), carried over
-- to erp_deuda customer by customer and by stretches, and swept away (LIMPIANDO). ficha: the import whose writes count.
CREATE TABLE IF NOT EXISTS erp_carga (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ficha TEXT NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('JUNTANDO', 'VIGENTE', 'LIMPIANDO')),
    en INTEGER NOT NULL
);

-- resultado: what came of it, NULL until it is carried over. retira: the list does not name it, and nothing else is told.
CREATE TABLE IF NOT EXISTS erp_carga_deuda (
    codmovimiento TEXT PRIMARY KEY,
    documento TEXT NOT NULL,
    retira INTEGER NOT NULL CHECK (retira IN (0, 1)),
    resultado TEXT CHECK (
        resultado IN ('NUEVA', 'ACTUALIZADA', 'INTACTA', 'VUELVE', 'RETIRADA', 'RETENIDA')
    ),
    nombre TEXT,
    seq_di INTEGER,
    descripcion TEXT,
    impo_maxi INTEGER,
    impo_tota INTEGER,
    mone_codi INTEGER,
    fech_venc TEXT,
    observacion TEXT,
    tipo TEXT,
    plan_codi TEXT,
    lote TEXT,
    barrio TEXT,
    nro_cuota INTEGER,
    cant_cuotas INTEGER,
    interes INTEGER,
    gastos INTEGER
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS erp_carga_deuda_documento ON erp_carga_deuda (documento);
