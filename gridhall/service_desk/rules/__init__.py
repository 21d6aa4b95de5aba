"""What the service desk may decide, free of tables and screen."""
