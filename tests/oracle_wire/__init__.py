"""A stand-in for an Oracle database, for the real python-oracledb driver (thin mode) to connect to.

It speaks the driver's own protocol over TCP, so that the tests exercise the driver, its pool, its timeouts and its
lost connections, which no double of ours would have. It answers what this driver needs, which is less than a database
sends: no LOBs, no RETURNING INTO, no batch errors, no arrays, no objects, no TLS. What it does not know it refuses
(ORA-03001).
"""
