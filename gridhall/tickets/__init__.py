"""叫号: queue tickets, who is called next, and how long they waited."""
