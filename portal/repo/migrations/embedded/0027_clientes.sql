-- Whom the portal knows by documento, and the words by which they are found: of their names and addresses, those of before
-- too. Two that write at once may write one twice.
CREATE TABLE IF NOT EXISTS portal_cliente (
    id INTEGER PRIMARY KEY,
    documento TEXT NOT NULL,
    nombre TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS portal_cliente_documento ON portal_cliente (documento);

CREATE TABLE IF NOT EXISTS portal_cliente_palabra (
    id INTEGER PRIMARY KEY,
    palabra TEXT NOT NULL,
    cliente_id INTEGER NOT NULL REFERENCES portal_cliente (id)
);
CREATE INDEX IF NOT EXISTS portal_cliente_palabra_es ON portal_cliente_palabra (palabra, cliente_id);
CREATE INDEX IF NOT EXISTS portal_cliente_palabra_de ON portal_cliente_palabra (cliente_id, palabra);
CREATE INDEX IF NOT EXISTS portal_pago_minuscula ON portal_pago (lower(cod_transaccion), id);
-- A code from its last letter on.
CREATE INDEX IF NOT EXISTS portal_pago_reves ON portal_pago (lower(
    substr(cod_transaccion, 20, 1) || substr(cod_transaccion, 19, 1) || substr(cod_transaccion, 18, 1) || substr(cod_transaccion, 17, 1) ||
    substr(cod_transaccion, 16, 1) || substr(cod_transaccion, 15, 1) || substr(cod_transaccion, 14, 1) || substr(cod_transaccion, 13, 1) ||
    substr(cod_transaccion, 12, 1) || substr(cod_transaccion, 11, 1) || substr(cod_transaccion, 10, 1) || substr(cod_transaccion, 9, 1) ||
    substr(cod_transaccion, 8, 1) || substr(cod_transaccion, 7, 1) || substr(cod_transaccion, 6, 1) || substr(cod_transaccion, 5, 1) ||
    substr(cod_transaccion, 4, 1) || substr(cod_transaccion, 3, 1) || substr(cod_transaccion, 2, 1) || substr(cod_transaccion, 1, 1)
), id);
CREATE INDEX IF NOT EXISTS portal_pago_total ON portal_pago (moneda, subtotal + comision, id);

-- Of everybody who is known by now.
INSERT INTO portal_cliente (documento, nombre)
SELECT documento, max(nombre) FROM (
    SELECT documento, cliente AS nombre FROM portal_pago
    UNION SELECT documento, nombre FROM portal_usuario WHERE documento IS NOT NULL
    UNION SELECT documento, json_extract(datos, '$.nombre') FROM portal_enlace
    WHERE documento IS NOT NULL AND json_extract(datos, '$.nombre') IS NOT NULL
) GROUP BY documento;
UPDATE portal_cliente SET nombre = (SELECT max(u.nombre) FROM portal_usuario u WHERE u.documento = portal_cliente.documento)
WHERE documento IN (SELECT documento FROM portal_usuario);
INSERT INTO portal_cliente_palabra (palabra, cliente_id)
SELECT DISTINCT w.value, c.id FROM (
    SELECT DISTINCT documento, cliente AS nombre, '' AS correo FROM portal_pago
    UNION SELECT documento, nombre, coalesce(correo, '') FROM portal_usuario WHERE documento IS NOT NULL
    UNION SELECT documento, coalesce(json_extract(datos, '$.nombre'), ''), coalesce(json_extract(datos, '$.correo'), '')
    FROM portal_enlace WHERE documento IS NOT NULL AND datos IS NOT NULL
) q JOIN portal_cliente c ON c.documento = q.documento, json_each(search_words(q.nombre, q.correo)) w;
