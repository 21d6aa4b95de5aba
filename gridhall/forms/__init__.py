"""Compiled from ui/ by ui/compile.py. Do not edit."""
