"""Consultations, and the reference ERP's debts."""
