-- What a payment and its reversal do to the reference ERP's tables, and Asunción's day.
CREATE PACKAGE pack_pago_cobro ACCESSIBLE BY (PACKAGE pack_pago_ws) AS
    -- YYYY-MM-DD.
    FUNCTION hoy RETURN VARCHAR2;

    -- Rule 6: once on the cart's total, rounded once, half up; in the currency's smallest unit.
    FUNCTION comision(p_idsession IN NUMBER) RETURN NUMBER;

    -- Payments and reversals of one customer wait for one another.
    PROCEDURE retener(p_documento IN VARCHAR2);

    -- The cart becomes that payment. A pay-off in it settles its plan's instalments still to come.
    PROCEDURE saldar(p_idsession IN NUMBER, p_codtransaccion IN VARCHAR2);

    -- Rule 7: the sentence that says why that payment cannot be taken back, or NULL.
    FUNCTION impedimento(p_pago IN erp_pago%ROWTYPE) RETURN VARCHAR2;

    -- Every debt of that payment is owed again, exactly as it was.
    PROCEDURE restaurar(p_codtransaccion IN VARCHAR2);
END pack_pago_cobro;
/
