"""What several steps of a visit share: who signed in, what is filed, its papers, how far it is."""
