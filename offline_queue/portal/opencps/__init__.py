"""OpenCPS REST v2: a provincial portal. Idempotent by `referenceUid` for dossiers and for files."""
