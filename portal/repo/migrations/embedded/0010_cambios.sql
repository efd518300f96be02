-- A debt whose amount or owner a list changed, and the last consultation that there was then: up to that one they told
-- another amount.
CREATE TABLE IF NOT EXISTS erp_cambio (
    codmovimiento TEXT PRIMARY KEY REFERENCES erp_deuda (codmovimiento),
    idsession INTEGER NOT NULL
) WITHOUT ROWID;
