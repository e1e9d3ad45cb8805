"""Pages on which a case is handed over: to whom, and the receiver’s answer."""
