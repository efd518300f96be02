CREATE PACKAGE BODY pack_pago_ws AS
    c_mod_fact CONSTANT VARCHAR2(20) := 'CONTADO';

    -- Amounts in their currency, which the tables keep in its smallest unit. Without p_documento, a cursor without
    -- rows: the caller always gets one that it can read.
    FUNCTION pendientes(p_documento IN VARCHAR2, p_moneda IN NUMBER) RETURN SYS_REFCURSOR IS
        v_deudas SYS_REFCURSOR;
    BEGIN
        OPEN v_deudas FOR
            SELECT
                d.descripcion AS descripcion,
                d.impo_maxi / CASE d.mone_codi WHEN 2 THEN 100 ELSE 1 END AS impo_maxi,
                d.impo_tota / CASE d.mone_codi WHEN 2 THEN 100 ELSE 1 END AS impo_tota,
                d.mone_codi AS mone_codi,
                d.fech_venc AS fech_venc,
                d.observacion AS observacion,
                d.codmovimiento AS codmovimiento,
                d.seq_di AS seq_di,
                d.plan_codi AS plan,
                d.lote AS lote,
                d.tipo AS tipo,
                d.nro_cuota AS nro_cuota,
                d.cant_cuotas AS cant_cuotas,
                d.interes / CASE d.mone_codi WHEN 2 THEN 100 ELSE 1 END AS interes,
                d.gastos / CASE d.mone_codi WHEN 2 THEN 100 ELSE 1 END AS gastos,
                d.barrio AS barrio
            FROM erp_deuda d
            WHERE d.documento = p_documento AND d.mone_codi = p_moneda AND d.codtransaccion IS NULL
            ORDER BY d.fech_venc, d.seq_di, d.codmovimiento;
        RETURN v_deudas;
    END pendientes;

    -- The consultation, locked, if that user may still act on it; otherwise codresp and descresp say why not.
    PROCEDURE abrir(
        p_idsession IN NUMBER,
        p_usuario IN VARCHAR2,
        p_sesion OUT erp_consulta%ROWTYPE,
        p_codresp OUT VARCHAR2,
        p_descresp OUT VARCHAR2
    ) IS
    BEGIN
        SELECT *
        INTO p_sesion
        FROM erp_consulta
        WHERE idsession = p_idsession AND usuario = p_usuario
        FOR UPDATE;
        IF p_sesion.pagada = 1 THEN
            p_codresp := '5';
            p_descresp := 'Esa consulta ya se pagó: hacé otra';
        ELSIF p_sesion.fecha <> pack_pago_cobro.hoy() THEN
            p_codresp := '4';
            p_descresp := 'La consulta es de otro día: hacé otra';
        ELSE
            p_codresp := '0';
            p_descresp := 'OK';
        END IF;
    EXCEPTION
        WHEN NO_DATA_FOUND THEN
            p_codresp := '3';
            p_descresp := 'La consulta no existe';
    END abrir;

    PROCEDURE validar_usuraio(
        p_username IN VARCHAR2,
        p_codresp OUT NUMBER,
        p_descresp OUT VARCHAR2
    ) IS
        v_cuantos NUMBER;
    BEGIN
        SELECT COUNT(*) INTO v_cuantos FROM portal_usuario WHERE usuario = p_username AND activo = 1;
        p_codresp := CASE v_cuantos WHEN 1 THEN 0 ELSE 1 END;
        p_descresp := CASE v_cuantos WHEN 1 THEN 'OK' ELSE 'El usuario no está habilitado' END;
    END validar_usuraio;

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
    ) IS
        v_hoy VARCHAR2(10) := pack_pago_cobro.hoy();
    BEGIN
        p_cant_deta := 0;
        SELECT nombre INTO p_desc_clie FROM erp_cliente WHERE documento = p_documento;
        IF p_moneda IS NULL OR p_moneda NOT IN (1, 2) THEN
            p_deudas := pendientes(NULL, NULL);
            p_codresp := '2';
            p_descresp := 'Esa moneda no existe';
            RETURN;
        END IF;
        SELECT COUNT(*)
        INTO p_cant_deta
        FROM erp_deuda
        WHERE documento = p_documento AND mone_codi = p_moneda AND codtransaccion IS NULL;
        p_deudas := pendientes(p_documento, p_moneda);
        INSERT INTO erp_consulta (documento, mone_codi, usuario, fecha)
        VALUES (p_documento, p_moneda, p_usuario, v_hoy)
        RETURNING idsession INTO p_idsession;
        p_codresp := '0';
        p_descresp := 'OK';
    EXCEPTION
        WHEN NO_DATA_FOUND THEN
            p_deudas := pendientes(NULL, NULL);
            p_codresp := '2';
            p_descresp := 'No encontramos a nadie con ese documento';
    END paweb_consulta;

    PROCEDURE poner(p_idsession IN NUMBER, p_codmovimiento IN VARCHAR2, p_cambiadas OUT NUMBER) IS
    BEGIN
        INSERT INTO erp_carrito (idsession, codmovimiento)
        SELECT p_idsession, p_codmovimiento
        FROM dual
        WHERE NOT EXISTS (
            SELECT 1 FROM erp_carrito WHERE idsession = p_idsession AND codmovimiento = p_codmovimiento
        );
        p_cambiadas := SQL%ROWCOUNT;
    END poner;

    PROCEDURE sacar(p_idsession IN NUMBER, p_codmovimiento IN VARCHAR2, p_cambiadas OUT NUMBER) IS
    BEGIN
        DELETE FROM erp_carrito WHERE idsession = p_idsession AND codmovimiento = p_codmovimiento;
        p_cambiadas := SQL%ROWCOUNT;
    END sacar;

    PROCEDURE agregar_al_carrito(
        p_idsession IN NUMBER,
        p_indicador IN VARCHAR2,
        p_codmovimiento IN VARCHAR2,
        p_usuario IN VARCHAR2,
        p_comision OUT NUMBER,
        p_codresp OUT VARCHAR2,
        p_descreps OUT VARCHAR2
    ) IS
        v_sesion erp_consulta%ROWTYPE;
        v_cambiadas NUMBER;
        v_motivo VARCHAR2(4000);
    BEGIN
        p_comision := 0;
        abrir(p_idsession, p_usuario, v_sesion, p_codresp, p_descreps);
        IF p_codresp <> '0' THEN
            RETURN;
        END IF;
        IF p_indicador = 'S' AND NOT pack_pago_reglas.pendiente(p_idsession, p_codmovimiento) THEN
            p_codresp := '6';
            p_descreps := 'Esa deuda no está pendiente';
            RETURN;
        END IF;
        -- The rules look at the cart as it would be; what they refuse is undone, since the caller alone ends transactions.
        IF p_indicador = 'S' THEN
            poner(p_idsession, p_codmovimiento, v_cambiadas);
            v_motivo := COALESCE(pack_pago_reglas.bloqueo(p_idsession), pack_pago_reglas.orden(p_idsession));
            IF v_motivo IS NOT NULL AND v_cambiadas = 1 THEN
                sacar(p_idsession, p_codmovimiento, v_cambiadas);
            END IF;
        ELSE
            sacar(p_idsession, p_codmovimiento, v_cambiadas);
            v_motivo := pack_pago_reglas.orden(p_idsession);
            IF v_motivo IS NOT NULL AND v_cambiadas = 1 THEN
                poner(p_idsession, p_codmovimiento, v_cambiadas);
            END IF;
        END IF;
        IF v_motivo IS NOT NULL THEN
            p_codresp := '10';
            p_descreps := v_motivo;
            RETURN;
        END IF;
        p_comision := pack_pago_cobro.comision(p_idsession) / CASE v_sesion.mone_codi WHEN 2 THEN 100 ELSE 1 END;
        p_descreps := CASE p_indicador WHEN 'S' THEN 'Agregado correctamente al carrito' ELSE 'Quitado del carrito' END;
    END agregar_al_carrito;

    PROCEDURE paweb_pago(
        p_session IN NUMBER,
        p_user IN VARCHAR2,
        p_codtransaccion IN VARCHAR2,
        p_codresp OUT VARCHAR2,
        p_mod_fact OUT VARCHAR2,
        p_descresp OUT VARCHAR2
    ) IS
        v_sesion erp_consulta%ROWTYPE;
        v_cuantos NUMBER;
    BEGIN
        abrir(p_session, p_user, v_sesion, p_codresp, p_descresp);
        IF p_codresp <> '0' THEN
            RETURN;
        END IF;
        pack_pago_cobro.retener(v_sesion.documento);
        SELECT COUNT(*) INTO v_cuantos FROM erp_pago WHERE codtransaccion = p_codtransaccion;
        IF v_cuantos > 0 THEN
            p_codresp := '7';
            p_descresp := 'Ese código de transacción ya se usó';
            RETURN;
        END IF;
        SELECT COUNT(*) INTO v_cuantos FROM erp_carrito WHERE idsession = p_session;
        IF v_cuantos = 0 THEN
            p_codresp := '8';
            p_descresp := 'El carrito está vacío';
            RETURN;
        END IF;
        p_descresp := pack_pago_reglas.revisar(p_session);
        IF p_descresp IS NOT NULL THEN
            p_codresp := '12';
            RETURN;
        END IF;
        pack_pago_cobro.saldar(v_sesion.idsession, p_codtransaccion);
        p_mod_fact := c_mod_fact;
        p_descresp := 'Pago realizado';
    EXCEPTION
        WHEN DUP_VAL_ON_INDEX THEN
            -- Another customer's payment took the same code between our look and our insert.
            p_codresp := '7';
            p_descresp := 'Ese código de transacción ya se usó';
    END paweb_pago;

    PROCEDURE pa_anul(
        p_codtransaccion IN VARCHAR2,
        p_codresp OUT VARCHAR2,
        p_descresp OUT VARCHAR2
    ) IS
        v_pago erp_pago%ROWTYPE;
    BEGIN
        SELECT * INTO v_pago FROM erp_pago WHERE codtransaccion = p_codtransaccion;
        pack_pago_cobro.retener(v_pago.documento);
        SELECT * INTO v_pago FROM erp_pago WHERE codtransaccion = p_codtransaccion FOR UPDATE;
        IF v_pago.anulado IS NOT NULL THEN
            p_codresp := '0';
            p_descresp := 'El pago ya estaba anulado';
            RETURN;
        END IF;
        p_descresp := pack_pago_cobro.impedimento(v_pago);
        IF p_descresp IS NOT NULL THEN
            p_codresp := '21';
            RETURN;
        END IF;
        pack_pago_cobro.restaurar(p_codtransaccion);
        p_codresp := '0';
        p_descresp := 'Pago anulado';
    EXCEPTION
        WHEN NO_DATA_FOUND THEN
            p_codresp := '20';
            p_descresp := 'No existe un pago con ese código';
    END pa_anul;
END pack_pago_ws;
/
