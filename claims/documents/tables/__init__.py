"""Spreadsheets and delimited files as text: a line for every figure, with its headers."""
