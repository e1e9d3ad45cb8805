"""How the parts are put together and served: settings, addresses, the server."""
