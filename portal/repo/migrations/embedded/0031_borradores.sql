-- What was chosen and the cart cannot hold as it is, so that a page that is loaded anew still shows it.
CREATE TABLE IF NOT EXISTS portal_consulta_borrador (
    idsession INTEGER NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento TEXT NOT NULL,
    PRIMARY KEY (idsession, codmovimiento)
) WITHOUT ROWID;
