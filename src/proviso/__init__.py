"""Proviso: what a police force does when a victim or witness of crime is a suspected immigration offender.

It carries out one piece of national guidance (NPCC, April 2020). People decide; the software advises and remembers.
"""

__version__ = "0.1.0"
