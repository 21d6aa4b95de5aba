"""The only place that knows every page."""
