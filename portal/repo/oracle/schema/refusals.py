"""What Oracle answers to a statement that changes the schema where its effect is already there."""

import re

import oracledb

BUSY = "ORA-00054"
# By the statement's beginning: a name is taken, columns are indexed, a constraint is there, something is gone.
ALREADY = (
    (r"CREATE (TABLE|VIEW|PACKAGE)", {"ORA-00955"}),
    (r"CREATE (UNIQUE )?INDEX", {"ORA-00955", "ORA-01408"}),
    (r"CREATE TRIGGER", {"ORA-04081"}),
    (r"ALTER TABLE \w+ ADD CONSTRAINT", {"ORA-02260", "ORA-02261", "ORA-02264", "ORA-02275"}),
    (r"ALTER TABLE \w+ ADD \(", {"ORA-01430"}),
    (r"ALTER TABLE \w+ MODIFY \(\w+ NOT NULL\)", {"ORA-01442"}),
    (r"ALTER TABLE \w+ MODIFY \(\w+ DROP IDENTITY\)", {"ORA-30673"}),
    (r"ALTER TABLE \w+ DROP COLUMN", {"ORA-00904"}),
    # Whichever it looks at first: the old name is gone, or the new one is there.
    (r"ALTER TABLE \w+ RENAME COLUMN", {"ORA-00904", "ORA-00957"}),
    (r"ALTER TABLE \w+ DROP CONSTRAINT", {"ORA-02443"}),
    (r"DROP TABLE", {"ORA-00942"}),
    (r"DROP INDEX", {"ORA-01418"}),
    (r"DROP TRIGGER", {"ORA-04080"}),
)


def execute(cursor: oracledb.Cursor, sql: str) -> None:
    """Runs it; one whose effect is already there is done."""
    try:
        cursor.execute(sql)
    except oracledb.DatabaseError as error:
        if not any(re.match(start, sql) and code(error) in codes for start, codes in ALREADY):
            raise


def code(error: oracledb.Error) -> str:
    """Such as ORA-01031, without the database's own words, which may tell addresses."""
    return str(getattr(error.args[0], "full_code", "")) or "sin código" if error.args else "sin código"
