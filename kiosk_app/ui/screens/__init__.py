"""One folder a screen, named as its step: `<Name>Screen.qml` and `view.py` with its `VIEW`.

The frame finds them by the name of the step; nothing else has to know a new one.
"""
