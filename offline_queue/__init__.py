"""The durable outbox and the daemon that delivers it: no Qt, no hardware."""
