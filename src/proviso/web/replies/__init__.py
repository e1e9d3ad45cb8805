"""What comes back from the Home Office, and the outcome for the person."""
