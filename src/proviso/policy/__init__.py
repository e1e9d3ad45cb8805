"""What the guidance asks, as code. Pure: no Django, no input or output, no clock of its own."""
