"""The demonstration: an invented force, its people, and cases at every stage of the journey, told by the real acts.

Nothing here runs outside a demonstration force. `seeding.seed` tells the stories; `home` keeps the folder.
"""
