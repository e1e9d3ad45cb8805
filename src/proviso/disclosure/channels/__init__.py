"""How what was decided leaves: each channel one small class behind one interface. None decides, none tries again."""
