"""The comparisons of the service with programs that do the same: compare-fetch and compare-memory.

Start from rounds.py (what is measured, in which order) and contenders.py (who is measured). Standard library only,
Linux only: processor time and memory come from /proc.
"""
