"""What each kind of debt is called: one in a column, all of them as a choice, so many in a sentence ('' where the ERP
does not tell the kind); and the plan or lot that debts belong to."""

from portal.texts.es.label import N_, counted

UNA = {
    "CUOTA": N_("Cuota"),
    "AGUA": N_("Agua"),
    "JARDINERIA": N_("Jardinería"),
    "IMPUESTO": N_("Impuesto"),
    "EXPENSAS": N_("Expensas"),
    "CANCELACION": N_("Cancelación"),
}
TODAS = UNA | {"CUOTA": N_("Cuotas"), "CANCELACION": N_("Cancelación anticipada")}
CONTADAS = {
    "CUOTA": counted("%(cuantas)s cuota", "%(cuantas)s cuotas"),
    "AGUA": counted("%(cuantas)s de agua", "%(cuantas)s de agua"),
    "JARDINERIA": counted("%(cuantas)s de jardinería", "%(cuantas)s de jardinería"),
    "IMPUESTO": counted("%(cuantas)s impuesto", "%(cuantas)s impuestos"),
    "EXPENSAS": counted("%(cuantas)s de expensas", "%(cuantas)s de expensas"),
    "CANCELACION": counted("%(cuantas)s cancelación", "%(cuantas)s cancelaciones"),
    "": counted("%(cuantas)s concepto", "%(cuantas)s conceptos"),
}

PLAN = N_("Plan %(plan)s")
LOTE = N_("Lote %(lote)s")
SIN_PLAN = N_("Sin plan")
OTROS_PLANES = counted("Otro %(cuantos)s plan", "Otros %(cuantos)s planes")
SUMADAS = N_("Son %(cuantos)s conceptos: acá se suman por plan. El detalle está en la página del comprobante.")
