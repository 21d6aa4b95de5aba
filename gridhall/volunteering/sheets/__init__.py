"""Workbooks of volunteers and their hours in and out."""
