-- Every list, search, sum and clean-up finds its rows by an index, however many others there are.
CREATE INDEX portal_usuario_demo ON portal_usuario (es_demo, activo);
CREATE INDEX portal_sesion_vence ON portal_sesion (vence);
CREATE INDEX portal_consulta_documento ON portal_consulta (documento, moneda);
CREATE INDEX portal_consulta_creada ON portal_consulta (creada);
CREATE INDEX portal_pago_codigo ON portal_pago (cod_transaccion);
CREATE INDEX portal_pago_emisor ON portal_pago (emisor, id);
CREATE INDEX portal_pago_canal ON portal_pago (coalesce(pasarela, emisor));
CREATE INDEX portal_pago_creado ON portal_pago (creado);
CREATE INDEX portal_pago_pagado ON portal_pago (pagado);
DROP INDEX portal_pago_estado;
CREATE INDEX portal_pago_estado ON portal_pago (estado, id);
