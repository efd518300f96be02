CREATE PACKAGE BODY pack_pago_cobro AS
    -- 1.5 %.
    c_tasa CONSTANT NUMBER := 0.015;

    FUNCTION hoy RETURN VARCHAR2 IS
        v_hoy VARCHAR2(10);
    BEGIN
        SELECT d.hoy INTO v_hoy FROM erp_dia d;
        RETURN v_hoy;
    END hoy;

    -- Microseconds since 1970 in UTC.
    FUNCTION ahora RETURN NUMBER IS
        v_desde INTERVAL DAY(9) TO SECOND(6) := SYS_EXTRACT_UTC(SYSTIMESTAMP) - TIMESTAMP '1970-01-01 00:00:00';
    BEGIN
        RETURN ROUND(
            1000000 * (
                86400 * EXTRACT(DAY FROM v_desde) + 3600 * EXTRACT(HOUR FROM v_desde)
                + 60 * EXTRACT(MINUTE FROM v_desde) + EXTRACT(SECOND FROM v_desde)
            )
        );
    END ahora;

    -- Asunción's day of such an instant.
    FUNCTION dia(p_micros IN NUMBER) RETURN VARCHAR2 IS
    BEGIN
        RETURN TO_CHAR(DATE '1970-01-01' + (FLOOR(p_micros / 1000000) - 10800) / 86400, 'YYYY-MM-DD');
    END dia;

    FUNCTION subtotal(p_idsession IN NUMBER) RETURN NUMBER IS
        v_unidades NUMBER;
    BEGIN
        SELECT COALESCE(SUM(impo_tota), 0)
        INTO v_unidades
        FROM erp_eleccion
        WHERE idsession = p_idsession AND elegida = 1;
        RETURN v_unidades;
    END subtotal;

    FUNCTION comision(p_idsession IN NUMBER) RETURN NUMBER IS
    BEGIN
        -- Oracle rounds halves away from zero, and no total is negative.
        RETURN ROUND(subtotal(p_idsession) * c_tasa);
    END comision;

    PROCEDURE retener(p_documento IN VARCHAR2) IS
        v_documento erp_cliente.documento%TYPE;
    BEGIN
        SELECT documento INTO v_documento FROM erp_cliente WHERE documento = p_documento FOR UPDATE;
    END retener;

    PROCEDURE saldar(p_idsession IN NUMBER, p_codtransaccion IN VARCHAR2) IS
        v_subtotal NUMBER := subtotal(p_idsession);
        v_comision NUMBER := comision(p_idsession);
        v_sesion erp_consulta%ROWTYPE;
        v_pagado NUMBER;
    BEGIN
        SELECT * INTO v_sesion FROM erp_consulta WHERE idsession = p_idsession;
        -- One customer's payments follow one another by a microsecond at least, so that the newest is always known.
        SELECT COALESCE(MAX(pagado), 0) INTO v_pagado FROM erp_pago WHERE documento = v_sesion.documento;
        v_pagado := GREATEST(ahora(), v_pagado + 1);
        INSERT INTO erp_pago (codtransaccion, idsession, documento, usuario, mone_codi, subtotal, comision, pagado)
        VALUES (
            p_codtransaccion, p_idsession, v_sesion.documento, v_sesion.usuario, v_sesion.mone_codi, v_subtotal,
            v_comision, v_pagado
        );
        FOR deuda IN (
            SELECT codmovimiento FROM erp_eleccion WHERE idsession = p_idsession AND (elegida = 1 OR cubierta = 1)
        ) LOOP
            UPDATE erp_deuda
            SET codtransaccion = p_codtransaccion
            WHERE codmovimiento = deuda.codmovimiento AND codtransaccion IS NULL;
        END LOOP;
        UPDATE erp_consulta SET pagada = 1 WHERE idsession = p_idsession;
    END saldar;

    -- Whether a payment after this one, and standing, settled something of one of its plans. Which those are is told by all
    -- that the customer ever owed, as erp_lugar tells it of what is owed now. Their codes are not told: the package does not
    -- know whose they are.
    FUNCTION hay_posterior(p_pago IN erp_pago%ROWTYPE) RETURN BOOLEAN IS
        v_cuantos NUMBER;
    BEGIN
        WITH lugares AS (
            SELECT d.codtransaccion, 'plan ' || d.plan_codi AS lugar
            FROM erp_deuda d
            WHERE d.documento = p_pago.documento AND d.plan_codi IS NOT NULL
            UNION
            SELECT
                d.codtransaccion,
                CASE WHEN n.plan_codi IS NULL THEN 'lote ' || d.lote ELSE 'plan ' || n.plan_codi END AS lugar
            FROM erp_deuda d
            LEFT JOIN erp_deuda n ON n.documento = d.documento AND n.lote = d.lote AND n.plan_codi IS NOT NULL
            WHERE d.documento = p_pago.documento AND d.plan_codi IS NULL AND d.lote IS NOT NULL
        )
        SELECT COUNT(*) INTO v_cuantos
        FROM lugares propio
        JOIN lugares suyo ON suyo.lugar = propio.lugar
        JOIN erp_pago p ON p.codtransaccion = suyo.codtransaccion
        WHERE propio.codtransaccion = p_pago.codtransaccion AND p.anulado IS NULL AND p.pagado > p_pago.pagado;
        RETURN v_cuantos > 0;
    END hay_posterior;

    FUNCTION impedimento(p_pago IN erp_pago%ROWTYPE) RETURN VARCHAR2 IS
    BEGIN
        IF dia(p_pago.pagado) <> hoy() THEN
            RETURN 'Este pago es de otro día y un pago se anula solo en su mismo día.';
        END IF;
        IF hay_posterior(p_pago) THEN
            RETURN 'Este pago no es el último de su plan: los posteriores se anulan primero.';
        END IF;
        RETURN NULL;
    END impedimento;

    PROCEDURE restaurar(p_codtransaccion IN VARCHAR2) IS
        v_ahora NUMBER := ahora();
    BEGIN
        UPDATE erp_deuda SET codtransaccion = NULL WHERE codtransaccion = p_codtransaccion;
        UPDATE erp_pago SET anulado = v_ahora WHERE codtransaccion = p_codtransaccion;
    END restaurar;
END pack_pago_cobro;
/
