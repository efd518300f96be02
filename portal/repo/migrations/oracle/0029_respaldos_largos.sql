-- How many letters a recovery code has; NULL: one of before, of ten (50 bits), which serves until others are made.
ALTER TABLE portal_respaldo ADD (letras NUMBER(3));
