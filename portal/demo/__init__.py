"""A company that does not exist: customers, debts and payments to try the portal with."""
