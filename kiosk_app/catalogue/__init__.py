"""Procedures as data: model, loader and the conditions they are written in."""
