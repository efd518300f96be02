-- When some instance last could write (operations/pulse.py).
CREATE TABLE IF NOT EXISTS portal_pulso (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    en INTEGER NOT NULL
);
