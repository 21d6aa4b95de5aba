"""The hall file: encryption, sessions, migrations, the search index."""
