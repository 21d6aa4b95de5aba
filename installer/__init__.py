"""What runs before the program: its two commands, its lock files, its packages (安装)."""
