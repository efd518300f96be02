-- A cart that was sent by a link to whoever pays it: the link that a consultation was opened by and that an attempt began by,
-- and the secret part of the address where whoever pays, who has no session, follows the attempt.
ALTER TABLE portal_consulta ADD (enlace_id NUMBER(19));
ALTER TABLE portal_pago ADD (enlace_id NUMBER(19));
ALTER TABLE portal_pago ADD (pagador VARCHAR2(43 CHAR));
CREATE INDEX portal_pago_enlace ON portal_pago (enlace_id);
CREATE INDEX portal_pago_pagador ON portal_pago (pagador);
