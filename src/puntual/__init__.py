"""Puntual: a self-hosted agent that collects a company's own receivables over WhatsApp."""

__version__ = "0.1.0"
