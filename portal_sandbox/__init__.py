"""A stand-in for the public-service portal and the identity service, over real HTTP."""
