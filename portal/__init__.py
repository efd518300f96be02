"""Espacio Clientes: a customer portal for a company that sells lots in instalments."""

__version__ = "1.0.0"
