-- The language in which a person was last spoken to.
ALTER TABLE portal_usuario ADD (idioma VARCHAR2(35 CHAR));

-- Which mails a person wants or does not: what is not here is as the portal has it.
CREATE TABLE portal_preferencia (
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    clase VARCHAR2(40 CHAR) NOT NULL,
    quiere NUMBER(1) NOT NULL CHECK (quiere IN (0, 1)),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_preferencia_pk PRIMARY KEY (usuario_id, clase)
);

-- Addresses whose mail came back: they get no more.
CREATE TABLE portal_rebote (
    correo VARCHAR2(254 CHAR) NOT NULL,
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    CONSTRAINT portal_rebote_pk PRIMARY KEY (correo)
);

-- How far the day's round of reminders came: everybody up to that user was looked at.
CREATE TABLE portal_ronda (
    id NUMBER(1) NOT NULL CHECK (id = 1),
    dia VARCHAR2(10 CHAR) NOT NULL,
    usuario_id NUMBER(19) NOT NULL,
    CONSTRAINT portal_ronda_pk PRIMARY KEY (id)
);
