-- What is written down of a database, so that its schema can be moved by the numbered steps (portal/repo/migrations).

-- The steps that it has been through.
CREATE TABLE portal_version (
    numero NUMBER(10) NOT NULL,
    nombre VARCHAR2(100 CHAR) NOT NULL,
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_version_pk PRIMARY KEY (numero)
);

-- A step under way, since DDL commits by itself: sentencia 0 from when it was begun, and each statement that is done. The
-- number 0 is the whole schema's, which is being made.
CREATE TABLE portal_paso (
    numero NUMBER(10) NOT NULL,
    sentencia NUMBER(10) NOT NULL,
    CONSTRAINT portal_paso_pk PRIMARY KEY (numero, sentencia)
);

-- Always empty: whoever changes the schema holds its lock, which ends with the session.
CREATE TABLE portal_turno (
    id NUMBER(1) NOT NULL,
    CONSTRAINT portal_turno_pk PRIMARY KEY (id)
);
