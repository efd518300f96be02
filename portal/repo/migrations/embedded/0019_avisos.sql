-- The language in which a person was last spoken to.
ALTER TABLE portal_usuario ADD COLUMN idioma TEXT;

-- Which mails a person wants or does not: what is not here is as the portal has it.
CREATE TABLE IF NOT EXISTS portal_preferencia (
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    clase TEXT NOT NULL,
    quiere INTEGER NOT NULL CHECK (quiere IN (0, 1)),
    en INTEGER NOT NULL,
    PRIMARY KEY (usuario_id, clase)
) WITHOUT ROWID;

-- Addresses whose mail came back: they get no more.
CREATE TABLE IF NOT EXISTS portal_rebote (
    correo TEXT PRIMARY KEY,
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL
) WITHOUT ROWID;

-- How far the day's round of reminders came: everybody up to that user was looked at.
CREATE TABLE IF NOT EXISTS portal_ronda (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    dia TEXT NOT NULL,
    usuario_id INTEGER NOT NULL
);
