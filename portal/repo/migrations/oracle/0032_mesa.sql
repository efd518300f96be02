-- The desk: what a list of payments is filtered by and what a day adds up to are read from the index alone; a payment is
-- found in the extracts, and a difference that nobody explained among all those that somebody did.
DROP INDEX portal_pago_creado;
CREATE INDEX portal_pago_creado ON portal_pago (creado, id, estado, moneda, pasarela, emisor, subtotal, comision);
DROP INDEX portal_pago_pagado;
CREATE INDEX portal_pago_pagado ON portal_pago (pagado, moneda, pasarela, emisor, estado, anulado, subtotal, comision, id);
CREATE INDEX portal_extracto_hasta ON portal_extracto (canal, hasta);
CREATE INDEX portal_extracto_linea_de ON portal_extracto_linea (codigo);
CREATE INDEX portal_extracto_reversa_de ON portal_extracto_reversa (codigo);
ALTER TABLE portal_diferencia ADD (importe_erp NUMBER(19));
CREATE INDEX portal_diferencia_abierta ON portal_diferencia (CASE WHEN explicada IS NULL THEN extracto_id END);
