"""What a citizen does, one module a step. A step names no other step: the journeys do."""
