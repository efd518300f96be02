-- DOMAIN's rules of payment on the cart of a consultation. Each answers the sentence that says why it is broken, or NULL.
CREATE PACKAGE pack_pago_reglas ACCESSIBLE BY (PACKAGE pack_pago_ws) AS
    -- Whether that consultation's customer owes it now, in its currency.
    FUNCTION pendiente(p_idsession IN NUMBER, p_codmovimiento IN VARCHAR2) RETURN BOOLEAN;

    -- Rule 1: six or more overdue instalments in any plan block the whole customer.
    FUNCTION bloqueo(p_idsession IN NUMBER) RETURN VARCHAR2;

    -- Rule 3, kept whenever a debt enters or leaves the cart: nothing while an earlier one of its series is left out.
    FUNCTION orden(p_idsession IN NUMBER) RETURN VARCHAR2;

    -- Rules 1 to 5, kept when the cart is paid: the first that is broken.
    FUNCTION revisar(p_idsession IN NUMBER) RETURN VARCHAR2;
END pack_pago_reglas;
/
