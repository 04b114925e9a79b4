"""The command line: every task of the office as a command."""
