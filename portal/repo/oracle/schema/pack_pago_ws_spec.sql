-- Reference of the ERP's package, for a database that has no ERP. Parameters are positional, and nothing here commits: the
-- caller commits after codresp '0' and rolls back otherwise. Names are production's, the misspelt ones too.
CREATE PACKAGE pack_pago_ws AS
    -- codresp 0 where that user may act. It takes no password.
    PROCEDURE validar_usuraio(
        p_username IN VARCHAR2,
        p_codresp OUT NUMBER,
        p_descresp OUT VARCHAR2
    );

    -- What a customer owes in one currency, and a consultation whose cart is still empty.
    PROCEDURE paweb_consulta(
        p_documento IN VARCHAR2,
        p_moneda IN NUMBER,
        p_deudas OUT SYS_REFCURSOR,
        p_usuario IN VARCHAR2,
        p_desc_clie OUT VARCHAR2,
        p_cant_deta OUT NUMBER,
        p_idsession OUT NUMBER,
        p_codresp OUT VARCHAR2,
        p_descresp OUT VARCHAR2
    );

    -- indicador 'S' adds, 'N' removes; comision is that of the cart afterwards.
    PROCEDURE agregar_al_carrito(
        p_idsession IN NUMBER,
        p_indicador IN VARCHAR2,
        p_codmovimiento IN VARCHAR2,
        p_usuario IN VARCHAR2,
        p_comision OUT NUMBER,
        p_codresp OUT VARCHAR2,
        p_descreps OUT VARCHAR2
    );

    -- Settles the whole cart of that consultation.
    PROCEDURE paweb_pago(
        p_session IN NUMBER,
        p_user IN VARCHAR2,
        p_codtransaccion IN VARCHAR2,
        p_codresp OUT VARCHAR2,
        p_mod_fact OUT VARCHAR2,
        p_descresp OUT VARCHAR2
    );

    -- Restores every debt of that payment, row for row; the code is burnt for ever.
    PROCEDURE pa_anul(
        p_codtransaccion IN VARCHAR2,
        p_codresp OUT VARCHAR2,
        p_descresp OUT VARCHAR2
    );
END pack_pago_ws;
/
