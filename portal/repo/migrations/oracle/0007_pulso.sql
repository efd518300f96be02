-- When some instance last could write (operations/pulse.py).
CREATE TABLE portal_pulso (
    id NUMBER(1) NOT NULL CHECK (id = 1),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_pulso_pk PRIMARY KEY (id)
);
