CREATE TABLE IF NOT EXISTS portal_consulta_tramo (
    idsession INTEGER NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    orden INTEGER NOT NULL,
    deudas TEXT NOT NULL,
    PRIMARY KEY (idsession, orden)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_consulta_elegida (
    idsession INTEGER NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento TEXT NOT NULL,
    PRIMARY KEY (idsession, codmovimiento)
) WITHOUT ROWID;

-- Carts under way stay as they were: a stretch of one debt is a stretch too.
INSERT INTO portal_consulta_tramo (idsession, orden, deudas)
SELECT idsession, orden, '[' || deuda || ']' FROM portal_consulta_deuda;
INSERT INTO portal_consulta_elegida (idsession, codmovimiento)
SELECT DISTINCT idsession, codmovimiento FROM portal_consulta_deuda WHERE en_carrito = 1;
DROP TABLE portal_consulta_deuda;
