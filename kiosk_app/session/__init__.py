"""What a citizen does at the kiosk as explicit state machines: pure Python, no Qt, no I/O.

`kernel` dispatches and knows no step; `facts` are what several steps of a visit share; `steps` each own
their state, events, effects and handlers and name no other step; `journeys` say which step follows which.
"""
