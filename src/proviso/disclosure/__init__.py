"""What leaves: the package that was decided on, the channels, the outbox, and what comes back."""
