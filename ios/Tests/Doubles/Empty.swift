// Empty so far.
