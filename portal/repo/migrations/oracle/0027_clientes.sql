-- Whom the portal knows by documento, and the words by which they are found: of their names and addresses, those of before
-- too. Two that write at once may write one twice.
CREATE TABLE portal_cliente (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    documento VARCHAR2(15 CHAR) NOT NULL,
    nombre VARCHAR2(200 CHAR) NOT NULL,
    CONSTRAINT portal_cliente_pk PRIMARY KEY (id)
);
CREATE INDEX portal_cliente_documento ON portal_cliente (documento);

CREATE TABLE portal_cliente_palabra (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    palabra VARCHAR2(60 CHAR) NOT NULL,
    cliente_id NUMBER(19) NOT NULL REFERENCES portal_cliente (id),
    CONSTRAINT portal_cliente_palabra_pk PRIMARY KEY (id)
);
CREATE INDEX portal_cliente_palabra_es ON portal_cliente_palabra (palabra, cliente_id);
CREATE INDEX portal_cliente_palabra_de ON portal_cliente_palabra (cliente_id, palabra);

CREATE INDEX portal_pago_minuscula ON portal_pago (lower(cod_transaccion), id);
-- A code from its last letter on.
CREATE INDEX portal_pago_reves ON portal_pago (lower(
    substr(cod_transaccion, 20, 1) || substr(cod_transaccion, 19, 1) || substr(cod_transaccion, 18, 1) || substr(cod_transaccion, 17, 1) ||
    substr(cod_transaccion, 16, 1) || substr(cod_transaccion, 15, 1) || substr(cod_transaccion, 14, 1) || substr(cod_transaccion, 13, 1) ||
    substr(cod_transaccion, 12, 1) || substr(cod_transaccion, 11, 1) || substr(cod_transaccion, 10, 1) || substr(cod_transaccion, 9, 1) ||
    substr(cod_transaccion, 8, 1) || substr(cod_transaccion, 7, 1) || substr(cod_transaccion, 6, 1) || substr(cod_transaccion, 5, 1) ||
    substr(cod_transaccion, 4, 1) || substr(cod_transaccion, 3, 1) || substr(cod_transaccion, 2, 1) || substr(cod_transaccion, 1, 1)
), id);
CREATE INDEX portal_pago_total ON portal_pago (moneda, subtotal + comision, id);

-- Of everybody who is known by now.
CALL know_customers();
