"""Readers of numbers behind one small protocol, so that one scorer measures them all.

A reader module has NAME, PACKAGE (what is installed), HOW (how it is called) and
`read(text)`, which gives numbers as our engine has them (`bench.readers.mention`).
"""
