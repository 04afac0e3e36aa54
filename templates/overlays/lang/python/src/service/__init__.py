"""The program of this repository. `python3 -m service` runs it."""
