"""What several steps of a visit share: who signed in, what is filed, its papers, how far it is.

What the daemon tells (a fee, a dossier's state, a sign-in by phone) stands here again in types of the
session's own, beside the messages of the queue's contract: the session imports nothing of the queue, and a
worker turns one into the other.
"""
