"""The papers of the service desk (文书)."""
