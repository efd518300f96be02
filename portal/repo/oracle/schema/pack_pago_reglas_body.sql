CREATE PACKAGE BODY pack_pago_reglas AS
    TYPE t_nombres IS TABLE OF VARCHAR2(2400);

    c_bloquea CONSTANT PLS_INTEGER := 6;
    c_nombradas CONSTANT PLS_INTEGER := 3;

    -- "a", "a y b", "a, b y c", "a, b, c y 4 más"; "e" before the sound of i.
    FUNCTION enumerar(p_nombres IN t_nombres) RETURN VARCHAR2 IS
        v_cuantos PLS_INTEGER := p_nombres.COUNT;
        v_texto VARCHAR2(8000);
    BEGIN
        FOR i IN 1 .. LEAST(v_cuantos, c_nombradas) LOOP
            IF i = 1 THEN
                v_texto := p_nombres(i);
            ELSIF i < v_cuantos THEN
                v_texto := v_texto || ', ' || p_nombres(i);
            ELSIF REGEXP_LIKE(p_nombres(i), '^“?h?[ií]', 'i') THEN
                v_texto := v_texto || ' e ' || p_nombres(i);
            ELSE
                v_texto := v_texto || ' y ' || p_nombres(i);
            END IF;
        END LOOP;
        IF v_cuantos > c_nombradas THEN
            v_texto := v_texto || ' y ' || TO_CHAR(v_cuantos - c_nombradas) || ' más';
        END IF;
        RETURN v_texto;
    END enumerar;

    -- "falta la cuota 7" or "faltan la cuota 7 y la cuota 8".
    FUNCTION faltan(p_nombres IN t_nombres) RETURN VARCHAR2 IS
    BEGIN
        IF p_nombres.COUNT = 1 THEN
            RETURN 'falta ' || p_nombres(1);
        END IF;
        RETURN 'faltan ' || enumerar(p_nombres);
    END faltan;

    FUNCTION pendiente(p_idsession IN NUMBER, p_codmovimiento IN VARCHAR2) RETURN BOOLEAN IS
        v_cuantas NUMBER;
    BEGIN
        SELECT COUNT(*)
        INTO v_cuantas
        FROM erp_eleccion
        WHERE idsession = p_idsession AND codmovimiento = p_codmovimiento;
        RETURN v_cuantas > 0;
    END pendiente;

    FUNCTION bloqueo(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_peor NUMBER;
    BEGIN
        SELECT MAX(cuantas)
        INTO v_peor
        FROM (
            SELECT SUM(vencida) AS cuantas
            FROM erp_plan
            WHERE idsession = p_idsession AND tipo = 'CUOTA'
            GROUP BY lugar
        );
        IF v_peor IS NULL OR v_peor < c_bloquea THEN
            RETURN NULL;
        END IF;
        RETURN 'Tenés ' || TO_CHAR(v_peor) || ' cuotas vencidas y desde ' || TO_CHAR(c_bloquea)
            || ' el pago por la web queda bloqueado: acercate a nuestras oficinas o llamanos para regularizar.';
    END bloqueo;

    -- p_cubiertas: 1 to judge also what a chosen pay-off covers, 0 to leave it out.
    FUNCTION saltos(p_idsession IN NUMBER, p_cubiertas IN NUMBER) RETURN VARCHAR2 IS
        v_antes t_nombres;
    BEGIN
        FOR salta IN (
            SELECT codmovimiento, tipo, nombre, fech_venc, seq_di
            FROM erp_eleccion
            WHERE idsession = p_idsession AND elegida = 1 AND tipo <> 'CANCELACION' AND cubierta <= p_cubiertas
            ORDER BY fech_venc DESC, seq_di DESC
        ) LOOP
            SELECT nombre || ' (' || vence || ')'
            BULK COLLECT INTO v_antes
            FROM erp_eleccion e
            WHERE e.idsession = p_idsession AND e.elegida = 0 AND e.cubierta <= p_cubiertas AND e.tipo = salta.tipo
                AND (e.fech_venc < salta.fech_venc OR (e.fech_venc = salta.fech_venc AND e.seq_di < salta.seq_di))
                AND EXISTS (
                    SELECT 1
                    FROM erp_lugar propio
                    JOIN erp_lugar suyo ON suyo.idsession = propio.idsession AND suyo.lugar = propio.lugar
                    WHERE propio.idsession = p_idsession AND propio.codmovimiento = salta.codmovimiento
                        AND suyo.codmovimiento = e.codmovimiento
                )
            ORDER BY fech_venc, seq_di, codmovimiento;
            IF v_antes.COUNT > 0 THEN
                RETURN 'Para pagar ' || salta.nombre || ' primero hay que pagar ' || enumerar(v_antes) || '.';
            END IF;
        END LOOP;
        RETURN NULL;
    END saltos;

    FUNCTION orden(p_idsession IN NUMBER) RETURN VARCHAR2 IS
    BEGIN
        RETURN saltos(p_idsession, 1);
    END orden;

    -- Chosen, and not owed any more.
    FUNCTION no_disponibles(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_pagadas t_nombres;
    BEGIN
        SELECT d.codmovimiento
        BULK COLLECT INTO v_pagadas
        FROM erp_carrito c
        JOIN erp_deuda d ON d.codmovimiento = c.codmovimiento
        WHERE c.idsession = p_idsession AND d.codtransaccion IS NOT NULL
        ORDER BY d.codmovimiento;
        IF v_pagadas.COUNT = 0 THEN
            RETURN NULL;
        END IF;
        RETURN 'Ya no está pendiente ' || enumerar(v_pagadas) || ': hay que sacarlo del carrito.';
    END no_disponibles;

    -- Rule 5: an instalment that the pay-off in the same cart covers would be paid twice.
    FUNCTION incluidas(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_dobles t_nombres;
    BEGIN
        SELECT nombre
        BULK COLLECT INTO v_dobles
        FROM erp_eleccion
        WHERE idsession = p_idsession AND elegida = 1 AND cubierta = 1
        ORDER BY fech_venc, seq_di, codmovimiento;
        IF v_dobles.COUNT = 0 THEN
            RETURN NULL;
        END IF;
        RETURN 'La cancelación anticipada ya incluye ' || enumerar(v_dobles)
            || ': hay que sacarla del carrito para no pagar dos veces.';
    END incluidas;

    -- Rule 1: who pays an instalment of a plan pays at least the minimum of its overdue ones, the oldest.
    FUNCTION minimo(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_al_menos NUMBER;
        v_faltan t_nombres;
    BEGIN
        FOR plan IN (
            SELECT lugar, SUM(vencida) AS vencidas
            FROM erp_plan
            WHERE idsession = p_idsession AND tipo = 'CUOTA' AND cubierta = 0
            GROUP BY lugar
            HAVING SUM(elegida) > 0
                AND SUM(elegida * vencida) < SUM(vencida) - CASE WHEN SUM(vencida) > 1 THEN 1 ELSE 0 END
            ORDER BY lugar
        ) LOOP
            v_al_menos := CASE WHEN plan.vencidas > 1 THEN plan.vencidas - 1 ELSE plan.vencidas END;
            SELECT nombre || ' (' || vence || ')'
            BULK COLLECT INTO v_faltan
            FROM (
                SELECT nombre, vence, elegida, ROW_NUMBER() OVER (ORDER BY fech_venc, seq_di, codmovimiento) AS puesto
                FROM erp_plan
                WHERE idsession = p_idsession AND tipo = 'CUOTA' AND lugar = plan.lugar AND vencida = 1
            )
            WHERE elegida = 0 AND puesto <= v_al_menos
            ORDER BY puesto;
            RETURN 'De las cuotas vencidas del ' || plan.lugar || ' el mínimo a pagar es '
                || TO_CHAR(v_al_menos) || ': ' || faltan(v_faltan) || '.';
        END LOOP;
        RETURN NULL;
    END minimo;

    -- Rule 2: an instalment goes with every service of its plan due up to today.
    FUNCTION servicios(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_faltan t_nombres;
    BEGIN
        SELECT s.nombre || ' (' || s.vence || ')'
        BULK COLLECT INTO v_faltan
        FROM erp_eleccion s
        WHERE s.idsession = p_idsession AND s.servicio = 1 AND s.exigible = 1 AND s.elegida = 0
            AND EXISTS (
                SELECT 1
                FROM erp_plan c
                JOIN erp_lugar l ON l.idsession = c.idsession AND l.lugar = c.lugar
                WHERE c.idsession = p_idsession AND l.codmovimiento = s.codmovimiento
                    AND c.tipo = 'CUOTA' AND c.elegida = 1 AND c.cubierta = 0
            )
        ORDER BY s.fech_venc, s.seq_di, s.codmovimiento;
        IF v_faltan.COUNT = 0 THEN
            RETURN NULL;
        END IF;
        RETURN 'Con la cuota se pagan los servicios de su lote que ya vencieron: ' || faltan(v_faltan) || '.';
    END servicios;

    -- Rule 4, read with rule 2: services are of choice only where their plan has no instalment due up to today.
    FUNCTION cuotas(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_solos t_nombres;
    BEGIN
        SELECT s.nombre
        BULK COLLECT INTO v_solos
        FROM erp_eleccion s
        WHERE s.idsession = p_idsession AND s.servicio = 1 AND s.elegida = 1
            AND EXISTS (
                SELECT 1
                FROM erp_plan c
                JOIN erp_lugar l ON l.idsession = c.idsession AND l.lugar = c.lugar
                WHERE c.idsession = p_idsession AND l.codmovimiento = s.codmovimiento
                    AND c.tipo = 'CUOTA' AND c.cubierta = 0
                GROUP BY c.lugar
                HAVING MAX(c.exigible) = 1 AND MAX(c.elegida) = 0
            )
        ORDER BY s.fech_venc, s.seq_di, s.codmovimiento;
        IF v_solos.COUNT = 0 THEN
            RETURN NULL;
        END IF;
        RETURN 'Hay servicios que se pagan junto con la cuota vencida del mismo lote: ' || enumerar(v_solos) || '.';
    END cuotas;

    -- Rule 5: with a pay-off goes everything overdue that the customer owes.
    FUNCTION cancelacion(p_idsession IN NUMBER) RETURN VARCHAR2 IS
        v_faltan t_nombres;
    BEGIN
        SELECT d.nombre || ' (' || d.vence || ')'
        BULK COLLECT INTO v_faltan
        FROM erp_eleccion d
        WHERE d.idsession = p_idsession AND d.vencida = 1 AND d.elegida = 0
            AND EXISTS (
                SELECT 1
                FROM erp_eleccion c
                WHERE c.idsession = p_idsession AND c.tipo = 'CANCELACION' AND c.elegida = 1
            )
        ORDER BY d.fech_venc, d.seq_di, d.codmovimiento;
        IF v_faltan.COUNT = 0 THEN
            RETURN NULL;
        END IF;
        RETURN 'Con la cancelación anticipada se paga todo lo vencido: ' || faltan(v_faltan) || '.';
    END cancelacion;

    FUNCTION revisar(p_idsession IN NUMBER) RETURN VARCHAR2 IS
    BEGIN
        RETURN COALESCE(
            bloqueo(p_idsession),
            no_disponibles(p_idsession),
            incluidas(p_idsession),
            saltos(p_idsession, 0),
            minimo(p_idsession),
            servicios(p_idsession),
            cuotas(p_idsession),
            cancelacion(p_idsession)
        );
    END revisar;
END pack_pago_reglas;
/
