CREATE TABLE portal_consulta_tramo (
    idsession NUMBER(19) NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    orden NUMBER(10) NOT NULL,
    deudas VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_consulta_tramo_pk PRIMARY KEY (idsession, orden)
);

CREATE TABLE portal_consulta_elegida (
    idsession NUMBER(19) NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    CONSTRAINT portal_consulta_elegida_pk PRIMARY KEY (idsession, codmovimiento)
);

-- Carts under way stay as they were: a stretch of one debt is a stretch too.
INSERT INTO portal_consulta_tramo (idsession, orden, deudas)
SELECT d.idsession, d.orden, '[' || d.deuda || ']' FROM portal_consulta_deuda d
WHERE NOT EXISTS (SELECT 1 FROM portal_consulta_tramo t WHERE t.idsession = d.idsession AND t.orden = d.orden);

INSERT INTO portal_consulta_elegida (idsession, codmovimiento)
SELECT DISTINCT d.idsession, d.codmovimiento FROM portal_consulta_deuda d
WHERE d.en_carrito = 1 AND NOT EXISTS (
    SELECT 1 FROM portal_consulta_elegida e WHERE e.idsession = d.idsession AND e.codmovimiento = d.codmovimiento
);

DROP TABLE portal_consulta_deuda;
