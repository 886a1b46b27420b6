"""One module a field of checks; each check is a function that gives a `CheckResult` and raises nothing."""
