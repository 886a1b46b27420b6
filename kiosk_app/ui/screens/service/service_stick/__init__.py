"""Sealed dossiers onto a stick."""
