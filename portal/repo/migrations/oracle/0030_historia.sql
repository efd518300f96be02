-- One customer's payments by when they were made, for their history month by month and for the statement of a period.
CREATE INDEX portal_pago_momento ON portal_pago (documento, coalesce(pagado, creado), id);
