"""The one configuration file: its tables, its loader, its error line. Knows nothing of ours."""
