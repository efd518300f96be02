-- What was chosen and the cart cannot hold as it is, so that a page that is loaded anew still shows it.
CREATE TABLE portal_consulta_borrador (
    idsession NUMBER(19) NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    CONSTRAINT portal_consulta_borrador_pk PRIMARY KEY (idsession, codmovimiento)
);
