"""What the papers of a service day, of a recruitment and of a year say."""
