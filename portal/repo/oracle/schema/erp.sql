-- Reference ERP, for a database that has none: what PACK_PAGO_WS owns. In production these tables are the company's own,
-- with other names, and nothing of the portal reads them.

CREATE TABLE erp_cliente (
    documento VARCHAR2(15 CHAR) NOT NULL,
    nombre VARCHAR2(200 CHAR) NOT NULL,
    CONSTRAINT erp_cliente_pk PRIMARY KEY (documento)
);

CREATE TABLE erp_pago (
    codtransaccion VARCHAR2(20 CHAR) NOT NULL,
    idsession NUMBER(19) NOT NULL,
    documento VARCHAR2(15 CHAR) NOT NULL,
    usuario VARCHAR2(35 CHAR) NOT NULL,
    mone_codi NUMBER(2) NOT NULL,
    subtotal NUMBER(19) NOT NULL CHECK (subtotal > 0),
    comision NUMBER(19) NOT NULL CHECK (comision >= 0),
    pagado NUMBER(19) NOT NULL,
    anulado NUMBER(19),
    CONSTRAINT erp_pago_pk PRIMARY KEY (codtransaccion)
);

CREATE TABLE erp_deuda (
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    seq_di NUMBER(19) NOT NULL,
    documento VARCHAR2(15 CHAR) NOT NULL REFERENCES erp_cliente (documento),
    descripcion VARCHAR2(400 CHAR) NOT NULL,
    impo_maxi NUMBER(19) NOT NULL,
    impo_tota NUMBER(19) NOT NULL CHECK (impo_tota > 0),
    mone_codi NUMBER(2) NOT NULL CHECK (mone_codi IN (1, 2)),
    fech_venc VARCHAR2(10 CHAR) NOT NULL,
    observacion VARCHAR2(400 CHAR),
    tipo VARCHAR2(20 CHAR) NOT NULL CHECK (
        tipo IN ('CUOTA', 'AGUA', 'JARDINERIA', 'IMPUESTO', 'EXPENSAS', 'CANCELACION')
    ),
    plan_codi VARCHAR2(30 CHAR),
    lote VARCHAR2(30 CHAR),
    barrio VARCHAR2(100 CHAR),
    nro_cuota NUMBER(10),
    cant_cuotas NUMBER(10),
    interes NUMBER(19) DEFAULT 0 NOT NULL CHECK (interes >= 0),
    gastos NUMBER(19) DEFAULT 0 NOT NULL CHECK (gastos >= 0),
    -- The payment that settled it; NULL while pending. A pay-off (CANCELACION) also settles the plan's future instalments.
    codtransaccion VARCHAR2(20 CHAR) REFERENCES erp_pago (codtransaccion),
    CONSTRAINT erp_deuda_pk PRIMARY KEY (codmovimiento),
    CONSTRAINT erp_deuda_maximo_ck CHECK (impo_maxi >= impo_tota),
    -- YYYY-MM-DD, so that dates compare as text.
    CONSTRAINT erp_deuda_fecha_ck CHECK (
        length(fech_venc) = 10 AND translate(fech_venc, '123456789', '000000000') = '0000-00-00'
        AND substr(fech_venc, 6, 1) IN ('0', '1') AND substr(fech_venc, 9, 1) IN ('0', '1', '2', '3')
    )
);
CREATE INDEX erp_deuda_documento ON erp_deuda (documento, mone_codi, codtransaccion);
CREATE INDEX erp_deuda_pago ON erp_deuda (codtransaccion);

CREATE TABLE erp_consulta (
    idsession NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    documento VARCHAR2(15 CHAR) NOT NULL REFERENCES erp_cliente (documento),
    mone_codi NUMBER(2) NOT NULL,
    usuario VARCHAR2(35 CHAR) NOT NULL,
    fecha VARCHAR2(10 CHAR) NOT NULL,
    pagada NUMBER(1) DEFAULT 0 NOT NULL CHECK (pagada IN (0, 1)),
    CONSTRAINT erp_consulta_pk PRIMARY KEY (idsession),
    CONSTRAINT erp_consulta_numero_ck CHECK (idsession BETWEEN 1 AND 999999999)
);

CREATE TABLE erp_carrito (
    idsession NUMBER(19) NOT NULL REFERENCES erp_consulta (idsession) ON DELETE CASCADE,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL REFERENCES erp_deuda (codmovimiento),
    CONSTRAINT erp_carrito_pk PRIMARY KEY (idsession, codmovimiento)
);
